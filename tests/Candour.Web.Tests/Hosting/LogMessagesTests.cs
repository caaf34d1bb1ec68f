using System.Reflection;
using Microsoft.Extensions.Compliance.Classification;
using Microsoft.Extensions.Logging;

namespace Candour.Web.Tests.Hosting;

/// <summary>What may come near a log has a class, and the framework erases what is personal.</summary>
public sealed class LogMessagesTests
{
    [Fact]
    public void Messages_Parameters_HaveAClassOrAreNumbersOrFaults()
    {
        var assemblies = new[] { typeof(CandourApp).Assembly, typeof(Candour.Governance.Storage.Store).Assembly };
        var messages = assemblies.SelectMany(a => a.GetTypes()).SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(m => m.GetCustomAttribute<LoggerMessageAttribute>() is not null).ToArray();

        Assert.NotEmpty(messages);
        Assert.All(messages.SelectMany(m => m.GetParameters()), p => Assert.True(
            typeof(ILogger).IsAssignableFrom(p.ParameterType) || typeof(Exception).IsAssignableFrom(p.ParameterType) || p.ParameterType.IsPrimitive || p.ParameterType == typeof(TimeSpan) || p.GetCustomAttributes().Any(a => a is DataClassificationAttribute),
            $"{p.Member.DeclaringType}.{p.Member.Name}: `{p.Name}` has no data class. Mark it [Personal] or [Plain]."));
    }

    // Messages are written by the generator only: a sentence put together by hand would go round the classes.
    [Fact]
    public void Sources_LogOnlyByMessages()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/Internal/Generated/", StringComparison.Ordinal));

        Assert.DoesNotContain(sources, f => System.Text.RegularExpressions.Regex.IsMatch(File.ReadAllText(f), @"\.Log(Trace|Debug|Information|Warning|Error|Critical)\("));
    }
}
