namespace Csss.Chatbot.Articles;

/// <summary>An article cannot be read, or one is missing: the service does not start with half of what it should know.</summary>
internal sealed class MalformedArticleException(string article, string fault) : Exception($"Knowledge/{article}.md: {fault}");
