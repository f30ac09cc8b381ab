using Csss.Contracts;
using Csss.Inference.Patients;
using Csss.ServiceDefaults;
using Csss.ServiceDefaults.Http;

namespace Csss.Inference.Uploads;

internal static class UploadExtensions
{
    public static WebApplicationBuilder AddUploads(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<UploadLimits>("Uploads");
        builder.Services.AddInternalClient<PatientDirectory>(ResourceNames.Identity);
        builder.Services.AddSingleton<KnownPatients>();
        builder.Services.AddScoped<UploadReader>();
        builder.Services.AddScoped<UploadIntake>();
        builder.Services.AddSingleton<OrphanSweep>();
        builder.Services.AddHostedService(services => services.GetRequiredService<OrphanSweep>());
        return builder;
    }
}
