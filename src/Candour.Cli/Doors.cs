using System.CommandLine;
using System.Data.Common;
using System.Text;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;

namespace Candour.Cli;

/// <summary>What a command ends with.</summary>
internal enum ExitCode
{
    /// <summary>Done, and clear.</summary>
    Done = 0,

    /// <summary>The command was used wrongly.</summary>
    WrongUse = 1,

    /// <summary>It worked, and the answer is not clear.</summary>
    NotClear = 2,

    /// <summary>It could not be checked.</summary>
    CouldNotCheck = 3,
}

/// <summary>Something that ends a command, with the words for whoever called it.</summary>
/// <param name="code">How it ends.</param>
/// <param name="message">What happened, which input, what to do.</param>
internal sealed class Refusal(ExitCode code, string message) : Exception(message)
{
    public ExitCode Code { get; } = code;
}

/// <summary>What all commands share: the installation's data, today, reading input, and how a refusal is told.</summary>
internal static class Doors
{
    /// <summary>Largest input that is read, in bytes.</summary>
    public const int MostBytes = 100 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);

    public static int Run(RootCommand root, string[] args)
    {
        try
        {
            var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Refusal refusal)
        {
            Console.Error.WriteLine(refusal.Message);
            return (int)refusal.Code;
        }
        catch (Exception broken) when (Cause(broken) is InvalidDataException or IOException or UnauthorizedAccessException or DbException)
        {
            Console.Error.WriteLine(Cause(broken).Message);
            return (int)ExitCode.CouldNotCheck;
        }
    }

    // EF wraps what a database that cannot be reached says.
    private static Exception Cause(Exception broken) => broken is InvalidOperationException { InnerException: DbException cause } ? cause : broken;

    public static Library Library() => Engine.Rulebooks.Library.Open(Path.Combine(AppContext.BaseDirectory, "data"));

    public static Rulebook Rulebook(Library library, string policy, DateOnly on) => library.Find(policy, on, out var rulebook, out var problem) switch
    {
        LookUp.Found => rulebook!,
        LookUp.NotInForce => throw new Refusal(ExitCode.CouldNotCheck, problem!),
        _ => throw new Refusal(ExitCode.WrongUse, problem!),
    };

    public static Library.Entry Entry(Library library, string policy)
    {
        var rulebook = Rulebook(library, policy, DateOnly.MaxValue);
        return library.Contents.Rulebooks.Single(r => r.Id == rulebook.Id && r.Version == rulebook.Version);
    }

    public static Option<string[]> FactOptions() => new("--fact") { Description = "Something known, as account=personal. Name it again for more.", AllowMultipleArgumentsPerToken = false };

    public static FactSet Facts(string[] pairs, Rulebook rulebook)
    {
        var facts = new FactSet();
        foreach (var pair in pairs)
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var wrong = equals < 0 ? $"`{pair}` is no fact. Write name=value, such as account=personal." : facts.Give(pair[..equals], pair[(equals + 1)..], rulebook.Platforms);
            if (wrong is not null)
            {
                throw new Refusal(ExitCode.WrongUse, wrong);
            }
        }

        return facts;
    }

    public static Option<string> OnOption() => new("--on") { Description = "The day whose rules count, as 2026-11-30. Today when not said." };

    public static DateOnly Day(string? word) =>
        word is null ? Today
        : DateOnly.TryParseExact(word, "yyyy-MM-dd", out var day) ? day
        : throw new Refusal(ExitCode.WrongUse, $"--on should be a day written as 2026-11-30, and is `{word}`.");

    /// <summary>A whole text from a file or standard input.</summary>
    public static string ReadText(string path)
    {
        using var stream = path is "-" ? Console.OpenStandardInput() : OpenFile(path);
        var buffer = new MemoryStream();
        var chunk = new byte[81920];
        for (int n; (n = stream.Read(chunk)) > 0;)
        {
            // Far more than any text that is read; the rest is not taken in.
            if (buffer.Length + n > Candour.Engine.Decisions.Draft.MaxLength * 4L)
            {
                throw new Refusal(ExitCode.CouldNotCheck, $"The text is longer than {Candour.Engine.Decisions.Draft.MaxLength:N0} characters, the most that is read. Check it in parts.");
            }

            buffer.Write(chunk, 0, n);
        }

        try
        {
            return Strict.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
        }
        catch (DecoderFallbackException wrong)
        {
            var line = buffer.GetBuffer().AsSpan(0, Math.Clamp(wrong.Index, 0, (int)buffer.Length)).Count((byte)'\n') + 1;
            throw new Refusal(ExitCode.CouldNotCheck, $"Line {line} of {(path is "-" ? "standard input" : path)} is not UTF-8. Save it as UTF-8 and try again.");
        }
    }

    public static Stream OpenFile(string path) =>
        File.Exists(path) ? File.OpenRead(path) : throw new Refusal(ExitCode.CouldNotCheck, Directory.Exists(path) ? $"{path} is a folder. Name a file in it." : $"There is no file {path}.");

    public static IDisposable OpenOutput(string? path, out TextWriter writer)
    {
        var stream = path is null or "-" ? Console.OpenStandardOutput() : File.Create(path);
        writer = new StreamWriter(stream, new UTF8Encoding(false), 65536);
        return writer;
    }
}
