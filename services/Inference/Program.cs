using Csss.Contracts;
using Csss.Inference.Imaging;
using Csss.Inference.Models;
using Csss.Inference.Predictions;
using Csss.Inference.Results;
using Csss.Inference.Scans;
using Csss.Inference.Shadow;
using Csss.Inference.Uploads;
using Csss.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(ResourceNames.Inference).AddImaging().AddModels().AddScans().AddUploads().AddWorker().AddShadow();

var app = builder.Build();
app.UseServiceDefaults();
app.MapDoctorScans();
app.MapInternalScans();
app.MapResults();

return await app.RunServiceAsync(args);
