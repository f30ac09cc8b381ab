namespace Csss.Contracts;

/// <summary>Names of the system's parts, as AppHost declares them and service discovery resolves them.</summary>
public static class ResourceNames
{
    /// <summary>The RabbitMQ broker; also its connection string's name.</summary>
    public const string Broker = "broker";

    /// <summary>Name of the connection string under which each service finds its own PostgreSQL database.</summary>
    public const string Database = "database";

    /// <summary>Accounts, tokens, administration, audit.</summary>
    public const string Identity = "identity";

    /// <summary>Scans, predictions, Grad-CAM.</summary>
    public const string Inference = "inference";

    /// <summary>Reports, prescriptions, the patient's history.</summary>
    public const string Reports = "reports";

    /// <summary>E-mail, live updates, the event feed.</summary>
    public const string Notifications = "notifications";

    /// <summary>The assistant.</summary>
    public const string Chatbot = "chatbot";

    /// <summary>The public door.</summary>
    public const string Gateway = "gateway";

    /// <summary>The web application.</summary>
    public const string Web = "web";
}
