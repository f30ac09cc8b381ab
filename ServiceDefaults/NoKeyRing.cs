using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Csss.ServiceDefaults;

/// <summary>
/// ASP.NET Core makes a Data Protection key at start and writes it, readable, to the home folder. Nothing here is protected by it
/// (secrets go through Storage), so its keys stay in memory.
/// </summary>
internal sealed class NoKeyRing : IXmlRepository
{
    private readonly List<XElement> _keys = [];

    public static void Apply(WebApplicationBuilder builder) =>
        builder.Services.Configure<KeyManagementOptions>(keys => (keys.XmlRepository, keys.XmlEncryptor) = (new NoKeyRing(), new NullXmlEncryptor()));

    public IReadOnlyCollection<XElement> GetAllElements() => [.. _keys];

    public void StoreElement(XElement element, string friendlyName) => _keys.Add(element);
}
