using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;
using Csss.LocalHosting.Installation;
using Csss.LocalHosting.Running;

namespace Aspire.Hosting;

/// <summary>A composed application, ready to run.</summary>
public sealed class DistributedApplication
{
    private static readonly PosixSignal[] StopSignals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
    private readonly DistributedApplicationBuilder _model;

    internal DistributedApplication(DistributedApplicationBuilder model) => _model = model;

    /// <summary>Starts a composition.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    /// <summary>Runs until SIGINT, SIGTERM, SIGHUP or SIGQUIT. The process's exit code is 1 if a person has to put something right first.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <inheritdoc cref="Run"/>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Signals.HeedInterrupt();
        var signals = StopSignals.Select(signal => PosixSignalRegistration.Create(signal, received =>
        {
            received.Cancel = true; // the end of this process comes after that of its children
            stop.Cancel();
        })).ToList();
        try
        {
            await RunHoldingStateAsync(stop.Token);
        }
        catch (DistributedApplicationException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            Environment.ExitCode = 1;
        }
        finally
        {
            signals.ForEach(signal => signal.Dispose());
        }
    }

    private async Task RunHoldingStateAsync(CancellationToken stop)
    {
        var output = Output.ToConsole(_model.Resources.OfType<IResourceWithEnvironment>().Select(resource => Instance.NameOf(resource, 0)));
        using var state = StateDirectory.Open(Path.GetFullPath(_model.Configuration["CSSS_STATE"] ?? "../.csss", _model.AppHostDirectory));
        Environment.SetEnvironmentVariable(Leftovers.Marker, state.Path);
        if (await Leftovers.StopAsync(state.Path, TimeSpan.FromSeconds(10)) is > 0 and var left)
            output.Say($"Stopped {left} processes that an earlier run had left behind");

        var allocation = Allocations.Decide(_model.Resources, _model.Configuration, _model.Environment.EnvironmentName, state);
        var processes = _model.Resources.Where(resource => Launches.HasProcess(resource, allocation)).ToList();
        Programs.Check(processes);
        try
        {
            await using var runner = Runner.Create(processes, allocation, state, output);
            await runner.RunAsync(stop);
        }
        finally
        {
            await Leftovers.StopAsync(state.Path, TimeSpan.FromSeconds(2));
        }

        output.Say("Everything has stopped");
    }
}
