using Csss.ServiceDefaults.Operations;
using Csss.Storage.Blobs;
using Csss.Storage.Databases;
using Csss.Storage.Encryption;
using Csss.Storage.Rotation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Csss.Storage;

/// <summary>What a service that stores adds to itself.</summary>
public static class StorageExtensions
{
    /// <summary>
    /// Adds the service's database, migrated before the service starts, and part of its readiness: PostgreSQL where <see cref="StorageOptions.ConnectionString"/>
    /// names it, else SQLite (WAL) in <see cref="StorageOptions.Directory"/>.
    /// </summary>
    /// <typeparam name="TContext">The context that the service works with. Its migrations are those for SQLite.</typeparam>
    /// <typeparam name="TPostgres">The same under another name, to which the migrations for PostgreSQL belong; nothing else uses it.</typeparam>
    public static IHostApplicationBuilder AddDatabase<TContext, TPostgres>(this IHostApplicationBuilder builder)
        where TContext : CsssDbContext
        where TPostgres : TContext
    {
        builder.Services.AddStorageOptions();
        builder.Services.AddSingleton<DatabaseChoice>();
        builder.Services.AddDbContext<TContext>((services, database) =>
        {
            services.GetRequiredService<DatabaseChoice>().Apply(database);
            database.AddInterceptors(services.GetServices<Microsoft.EntityFrameworkCore.Diagnostics.IInterceptor>());
        });
        builder.Services.AddHostedService<Migrations<TContext, TPostgres>>();
        builder.Services.AddHostedService<WalCheckpoints<TContext>>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth<TContext>>("database");
        return builder;
    }

    /// <summary>Adds <see cref="IBlobStore"/>: encrypted files in <see cref="StorageOptions.Directory"/>.</summary>
    public static IHostApplicationBuilder AddBlobs(this IHostApplicationBuilder builder)
    {
        builder.Services.AddStorageOptions();
        if (builder.Services.Any(service => service.ServiceType == typeof(FileBlobStore))) return builder;
        builder.Services.AddSingleton<FileBlobStore>();
        builder.Services.AddSingleton<IBlobStore>(services => services.GetRequiredService<FileBlobStore>());
        builder.Services.AddScoped<IMasterKeyUse, BlobsOfMasterKey>();
        return builder;
    }

    private static void AddStorageOptions(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(MasterKeys))) return;

        services.AddOptions<StorageOptions>().BindConfiguration("Storage").PostConfigure<IConfiguration>(StorageOptions.Read).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<StorageOptions>>().Value.Keys());
        services.AddSingleton<DerivedKeys>();
        services.AddSingleton<IKeyDerivation>(provider => provider.GetRequiredService<DerivedKeys>());
        services.AddSingleton<ISealer>(provider => provider.GetRequiredService<MasterKeys>());
        services.AddSingleton<IResealer>(provider => provider.GetRequiredService<MasterKeys>());
        services.AddScoped<IMasterKeyUse>(provider => provider.GetRequiredService<DerivedKeys>());
        services.AddScoped<IOperatorCommand, RotateMasterKeyCommand>();
    }
}
