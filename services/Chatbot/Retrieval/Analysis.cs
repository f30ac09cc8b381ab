using Csss.Chatbot.Languages;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Ar;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.De;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Es;
using Lucene.Net.Analysis.Fr;
using Lucene.Net.Analysis.Hi;
using Lucene.Net.Analysis.In;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.NGram;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Util;

namespace Csss.Chatbot.Retrieval;

/// <summary>A language's way from a text to the terms of the index. Stop words stay in: which words count is decided when a question is read.</summary>
internal sealed class Analysis(string language, bool grams = false) : Analyzer
{
    private const int Gram = 4;

    public IReadOnlyList<string> Terms(string text)
    {
        var terms = new List<string>();
        using var stream = GetTokenStream("text", text);
        var term = stream.GetAttribute<ICharTermAttribute>();
        stream.Reset();
        while (stream.IncrementToken()) terms.Add(term.ToString());
        stream.End();
        return terms;
    }

    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
    {
        var tokens = new StandardTokenizer(LuceneVersion.LUCENE_48, reader);
        TokenStream words = new LowerCaseFilter(LuceneVersion.LUCENE_48, tokens);
        return new TokenStreamComponents(tokens, grams ? new NGramTokenFilter(LuceneVersion.LUCENE_48, Folded(words), Gram, Gram) : Stemmed(words));
    }

    private TokenStream Folded(TokenStream words) => language switch
    {
        Language.Arabic => new ArabicNormalizationFilter(words),
        Language.Hindi => new HindiNormalizationFilter(new IndicNormalizationFilter(words)),
        _ => new ASCIIFoldingFilter(words),
    };

    private TokenStream Stemmed(TokenStream words) => language switch
    {
        Language.English => new PorterStemFilter(new EnglishPossessiveFilter(LuceneVersion.LUCENE_48, Folded(words))),
        Language.German => new GermanLightStemFilter(new GermanNormalizationFilter(words)),
        Language.Spanish => new SpanishLightStemFilter(Folded(words)),
        Language.French => new FrenchLightStemFilter(Folded(new Lucene.Net.Analysis.Util.ElisionFilter(words, FrenchAnalyzer.DEFAULT_ARTICLES))),
        Language.Arabic => new ArabicStemFilter(Folded(words)),
        Language.Hindi => new HindiStemFilter(Folded(words)),
        _ => throw new ArgumentOutOfRangeException(nameof(words), language, "No analysis for this language."),
    };
}
