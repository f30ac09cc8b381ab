using Microsoft.AspNetCore.Http;

namespace Csss.ServiceDefaults.Authentication;

/// <summary>Is told of each request whose token is valid but does not open the route, before it is answered with 403.</summary>
public interface IRefusalWitness
{
    /// <summary>What it throws becomes the answer instead.</summary>
    Task ForbiddenAsync(HttpContext context);
}
