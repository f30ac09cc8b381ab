using Csss.Contracts;
using Csss.Reports;
using Csss.Reports.Documents;
using Csss.Reports.Drafts;
using Csss.Reports.History;
using Csss.Reports.Prescriptions;
using Csss.Reports.Reports;
using Csss.Reports.Scans;
using Csss.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(ResourceNames.Reports).AddPersistence().AddScans().AddDocuments().AddReports().AddPrescriptions();

var app = builder.Build();
app.UseServiceDefaults();
app.MapReports();
app.MapDrafts();
app.MapHistory();
app.MapPrescriptions();
app.MapPharmacist();
app.MapInternalReports();

return await app.RunServiceAsync(args);
