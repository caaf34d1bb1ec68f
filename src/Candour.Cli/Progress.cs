using Spectre.Console;

namespace Candour.Cli;

/// <summary>A progress bar on a terminal; nothing when piped.</summary>
internal static class Progress
{
    /// <summary>Runs work that reads a stream.</summary>
    /// <param name="name">The file's name; <c>-</c> for standard input, whose length is not known.</param>
    /// <param name="input">What is read.</param>
    /// <param name="work">The work; calls its argument with the bytes read so far.</param>
    public static void Over(string name, Stream input, Action<Action<long>> work)
    {
        if (name is "-" || Console.IsErrorRedirected || !input.CanSeek)
        {
            work(_ => { });
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        console.Progress().Start(context =>
        {
            var task = context.AddTask(Markup.Escape(Path.GetFileName(name)), maxValue: input.Length);
            work(read => task.Value = read);
            task.Value = input.Length;
        });
    }
}
