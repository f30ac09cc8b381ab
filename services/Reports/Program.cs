using Csss.Contracts;
using Csss.Reports;
using Csss.Reports.Documents;
using Csss.Reports.Drafts;
using Csss.Reports.History;
using Csss.Reports.Reports;
using Csss.Reports.Scans;
using Csss.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(ResourceNames.Reports).AddPersistence().AddScans().AddDocuments().AddReports();

var app = builder.Build();
app.UseServiceDefaults();
app.MapReports();
app.MapDrafts();
app.MapHistory();
app.MapInternalReports();

return await app.RunServiceAsync(args);
