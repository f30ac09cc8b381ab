using System.Runtime.InteropServices;

namespace Csss.EndToEnd.Tests.System;

internal static partial class Signals
{
    public static void Interrupt(int process) => _ = Send(process, 2);

    public static void Kill(int process) => _ = Send(process, 9);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}
