using System.Runtime.InteropServices;

namespace Csss.LocalHosting.Running;

/// <summary>POSIX signals to processes and process groups; .NET can send none but SIGKILL, and to no group.</summary>
internal static class Signals
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    /// <returns>Whether there was anybody to receive it.</returns>
    public static bool Send(int processId, int signal) => NativeKill(processId, signal) == 0;

    /// <inheritdoc cref="Send"/>
    public static bool SendToGroup(int groupId, int signal) => NativeKill(-groupId, signal) == 0;

    /// <summary>
    /// Listens to SIGINT even where a shell has it ignored, as non-interactive shells do for what they start with <c>&amp;</c>: the children must
    /// not be what is left when somebody sends it. To be called before any handler is registered.
    /// </summary>
    public static void HeedInterrupt() => NativeSignal(Interrupt, 0);

    /// <summary>A process's exit code as a person wants to read it.</summary>
    public static string Describe(int exitCode) => exitCode switch
    {
        128 + Kill => "was killed (SIGKILL)",
        128 + Terminate => "was ended (SIGTERM)",
        128 + 6 => "aborted (SIGABRT)",
        128 + 11 => "crashed (SIGSEGV)",
        _ => $"exited with code {exitCode}",
    };

    [DllImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint NativeSignal(int signal, nint handler);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeKill(int processId, int signal);
}
