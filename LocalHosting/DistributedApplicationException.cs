namespace Aspire.Hosting;

/// <summary>Something a person has to put right. The message says what, and how.</summary>
public sealed class DistributedApplicationException : Exception
{
    /// <summary>An exception without a message.</summary>
    public DistributedApplicationException()
    {
    }

    /// <summary>An exception that says <paramref name="message"/>.</summary>
    public DistributedApplicationException(string message) : base(message)
    {
    }

    /// <summary>An exception that says <paramref name="message"/>, because of <paramref name="inner"/>.</summary>
    public DistributedApplicationException(string message, Exception inner) : base(message, inner)
    {
    }
}
