using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Csss.Storage.Databases;

/// <summary>Lets <c>dotnet ef migrations add</c> make a context without starting the service.</summary>
public abstract class DesignTimeFactory<TContext> : IDesignTimeDbContextFactory<TContext>
    where TContext : CsssDbContext
{
    /// <inheritdoc />
    public TContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<TContext>().UseSqlite("Data Source=:memory:").Options;
        return (TContext)Activator.CreateInstance(typeof(TContext), options)!;
    }
}

/// <summary>The same for the migrations for PostgreSQL.</summary>
public abstract class DesignTimeFactory<TContext, TPostgres> : IDesignTimeDbContextFactory<TPostgres>
    where TContext : CsssDbContext
    where TPostgres : TContext
{
    /// <inheritdoc />
    public TPostgres CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<TContext>().UseNpgsql("Host=nowhere").Options;
        return (TPostgres)Activator.CreateInstance(typeof(TPostgres), options)!;
    }
}
