using System.CommandLine;
using Candour.Web;
using Microsoft.AspNetCore.Builder;

namespace Candour.Cli;

/// <summary><c>candour serve</c>: the web application and API.</summary>
internal static class ServeCommand
{
    private static readonly Option<string> Data = new("--data") { Description = "A folder for what is kept. Without it nothing is kept, and nobody signs in." };
    private static readonly Option<string> Keys = new("--keys") { Description = "A folder for the keys that sign ledgers, outside the data folder; in the account's configuration folder when not said." };
    private static readonly Option<string> Connection = new("--connection") { Description = "PostgreSQL's connection string; Candour__Connection in the environment keeps its password out of lists of processes." };
    private static readonly Option<string> Urls = new("--urls") { Description = "Addresses to listen on, separated by semicolons. http://localhost:5080 when not said." };
    private static readonly Option<bool> Demo = new("--demo") { Description = "Invented organisations with invented people, and one click to be any of them." };

    public static Command Create()
    {
        var command = new Command("serve", "Serves the pages and the API.") { Data, Keys, Connection, Urls, Demo };
        command.SetAction(async (parsed, cancel) =>
        {
            var app = CandourApp.Build(new() { Data = parsed.GetValue(Data), Keys = parsed.GetValue(Keys), Connection = parsed.GetValue(Connection), Urls = parsed.GetValue(Urls), Demo = parsed.GetValue(Demo) });
            await using (app)
            {
                await app.RunAsync(cancel);
            }

            return (int)ExitCode.Done;
        });
        return command;
    }
}
