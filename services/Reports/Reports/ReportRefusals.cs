using Csss.Contracts;
using Csss.Reports.Documents.Text;
using Csss.Reports.Scans;
using Csss.ServiceDefaults.Problems;

namespace Csss.Reports.Reports;

/// <summary>Turns what can stop a report half-way into its answer. In each case nothing was stored.</summary>
internal sealed class ReportRefusals : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (UnavailableException away)
        {
            return away.Service == ResourceNames.Inference
                ? ApiProblem.Of(503, "inference_unavailable", "The scan cannot be read at the moment. Nothing was done; try again.")
                : ApiProblem.Of(503, "identity_unavailable", "Names cannot be read at the moment. Nothing was done; try again.");
        }
        catch (MissingFontException missing)
        {
            return ApiProblem.Refused("no_font_for_script", $"No font is installed that draws the character U+{missing.CodePoint:X4}; nothing was done.");
        }
    }
}
