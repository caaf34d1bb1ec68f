using System.CommandLine;
using Candour.Web;
using Microsoft.AspNetCore.Builder;

namespace Candour.Cli;

/// <summary><c>candour serve</c>: the web application and API.</summary>
internal static class ServeCommand
{
    private static readonly Option<string> Data = new("--data") { Description = "A folder for what outlives the process, such as the keys that seal cookies." };
    private static readonly Option<string> Urls = new("--urls") { Description = "Addresses to listen on, separated by semicolons. http://localhost:5080 when not said." };
    private static readonly Option<bool> Demo = new("--demo") { Description = "Show the organisations under invented names." };

    public static Command Create()
    {
        var command = new Command("serve", "Serves the pages and the API.") { Data, Urls, Demo };
        command.SetAction(async (parsed, cancel) =>
        {
            var app = CandourApp.Build(new() { Data = parsed.GetValue(Data), Urls = parsed.GetValue(Urls), Demo = parsed.GetValue(Demo) });
            await using (app)
            {
                await app.RunAsync(cancel);
            }

            return (int)ExitCode.Done;
        });
        return command;
    }
}
