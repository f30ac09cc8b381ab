namespace Csss.Reports.Prescriptions;

internal static class PrescriptionExtensions
{
    /// <summary>Prescribing and dispensing.</summary>
    public static WebApplicationBuilder AddPrescriptions(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<Prescribing>();
        builder.Services.AddScoped<Dispensing>();
        return builder;
    }
}
