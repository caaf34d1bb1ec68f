using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Candour.Governance.Tests;

/// <summary>A process to be killed: this assembly once more, running one explicit test.</summary>
internal static class Child
{
    private const string Variable = "CANDOUR_TEST_CHILD";

    /// <summary>Starts it on an installation.</summary>
    /// <param name="tests">The class of the test.</param>
    /// <param name="method">The test.</param>
    /// <param name="folder">The data folder.</param>
    /// <param name="connection">For PostgreSQL.</param>
    /// <param name="told">A file in which it tells what was acknowledged to it.</param>
    public static Process Start(Type tests, string method, string folder, string? connection, string told)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Candour.Governance.Tests"), ["-method", $"{tests.FullName}.{method}", "-explicit", "only"]) { RedirectStandardOutput = true };
        start.Environment[Variable] = string.Join('\n', folder, connection, told);
        return Process.Start(start)!;
    }

    /// <summary>Whether this process is one, and what it was told.</summary>
    public static bool IsOne([NotNullWhen(true)] out string? folder, out string? connection, [NotNullWhen(true)] out string? told)
    {
        (folder, connection, told) = (null, null, null);
        if (Environment.GetEnvironmentVariable(Variable)?.Split('\n') is not [var where, var postgres, var file])
        {
            return false;
        }

        (folder, connection, told) = (where, postgres.Length == 0 ? null : postgres, file);
        return true;
    }
}
