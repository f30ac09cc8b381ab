using Csss.Contracts;
using Csss.Identity;
using Csss.Identity.Accounts;
using Csss.Identity.Connect;
using Csss.Identity.Demo;
using Csss.Identity.Internal;
using Csss.Identity.Limits;
using Csss.Identity.Login;
using Csss.Identity.Mail;
using Csss.Identity.OneTimeCodes;
using Csss.Identity.Patients;
using Csss.Identity.Tokens;
using Csss.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(ResourceNames.Identity)
    .AddIdentityDatabase().AddLimits().AddConnect().AddTokens().AddAccountMail()
    .AddAccounts().AddOneTimeCodes().AddLogin().AddDemoAccounts().AddOversight().AddIdentityMessaging();

var app = builder.Build();
app.UseServiceDefaults();
app.UseRateLimiter();
app.MapAccounts();
app.MapOneTimeCodes();
app.MapLogin();
app.MapConnect();
app.MapPatients();
app.MapOversight();
app.MapInternal();
return await app.RunServiceAsync(args);
