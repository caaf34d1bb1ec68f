using System.Globalization;
using Candour.Engine.Rulebooks;
using Candour.Governance;
using Candour.Governance.Ledger;
using Candour.Governance.Organisations;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Candour.Web.Checking;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Demo;

/// <summary>
/// Puts invented organisations with invented people into an installation that shows Candour: <c>samples/seed/POLICY</c> holds organisations, workforce, roles and deputies as files. What
/// is there already is left as it is, so that a demonstration can be started again on the same data.
/// </summary>
internal sealed class DemoSeed(
    Store store, Operations operations, CheckDesk desk, DemoAccounts accounts, RegisterOrganisation register, ShareJointPolicy share, AdoptVersion adopt, ImportWorkforce import, GrantRole grant, AppointDeputy appoint)
{
    /// <summary>What the ledger says of everything that the seed does.</summary>
    public const string Part = "demonstration";

    private const string Why = "An invented world, to show what Candour does.";

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "seed");

    public async Task RunAsync(CancellationToken cancel)
    {
        var installation = Scope.OfInstallation(Part);
        foreach (var folder in Directory.EnumerateDirectories(Folder).Order(StringComparer.Ordinal))
        {
            var policy = Path.GetFileName(folder);
            if (desk.Find(policy) is not { } rulebook)
            {
                continue; // an installation with rulebooks of its own need not have this one
            }

            var organisations = Read(folder, "organisations.csv");
            var there = await RegisteredAsync(cancel);
            foreach (var row in organisations.Where(o => !there.Contains(o["id"])))
            {
                Done(await register.RunAsync(installation, new() { Id = row["id"], Name = row["name"], Why = Why }, cancel));
            }

            if (organisations.Count > 1 && !organisations.Any(o => there.Contains(o["id"])))
            {
                Done(await share.RunAsync(installation, new() { Policy = policy, Organisations = [.. organisations.Select(o => o["id"])], Why = Why }, cancel));
            }

            foreach (var id in organisations.Select(o => o["id"]))
            {
                await AdoptAsync(id, rulebook, cancel);
                if (!there.Contains(id))
                {
                    await PeopleAsync(folder, id, rulebook, cancel);
                }
            }
        }

        await SeatsAsync(cancel);
    }

    // After an upgrade the same version may have another edition.
    private async Task AdoptAsync(string id, Rulebook rulebook, CancellationToken cancel)
    {
        var scope = Scope.OfSystem(id, Part);
        await using var db = store.Read(scope);
        var adopted = await db.AdoptionAsync(rulebook.Id, operations.Clock.Today(), cancel);
        if (adopted?.Stamp != rulebook.Stamp || adopted.Version != rulebook.Version)
        {
            Done(await adopt.RunAsync(scope, new() { Rulebook = rulebook, From = adopted is null ? rulebook.InForce : operations.Clock.Today(), Why = Why }, cancel));
        }
    }

    private async Task PeopleAsync(string folder, string id, Rulebook rulebook, CancellationToken cancel)
    {
        var scope = Scope.OfSystem(id, Part);
        using (var file = new MemoryStream())
        {
            Write(file, Of(folder, "workforce.csv", id));
            file.Position = 0;
            var report = Done(await import.RunAsync(scope, new() { File = file, Why = Why }, cancel));
            if (report.Problems.Count > 0)
            {
                throw new InvalidDataException($"{folder}/workforce.csv: line {report.Problems[0].Line}: {report.Problems[0].Message}");
            }
        }

        await using var db = store.Read(scope);
        var people = await db.People.ToDictionaryAsync(p => p.StaffNumber, p => p.Reference, cancel);
        var today = operations.Clock.Today();
        foreach (var (person, role, until) in Holders(Of(folder, "roles.csv", id), rulebook))
        {
            var own = OwnRole.All.Any(r => r.Id == role);
            Done(await grant.RunAsync(scope, new() { Person = people[person], Rulebook = own ? null : rulebook, Role = role, From = today, Until = until, Why = Why }, cancel));
        }

        foreach (var row in Of(folder, "deputies.csv", id))
        {
            var days = int.Parse(row["days"], CultureInfo.InvariantCulture);
            Done(await appoint.RunAsync(scope, new() { Person = people[row["staff_number"]], For = people[row["for"]], From = today, Until = today.AddDays(days), Why = Why }, cancel));
        }
    }

    // A line names a role by its id, or, as `is:security`, every role of that kind that no other line names.
    private static IEnumerable<(string Person, string Role, DateOnly? Until)> Holders(IReadOnlyList<Dictionary<string, string>> rows, Rulebook rulebook)
    {
        var named = rows.Select(r => r["role"]).ToHashSet();
        foreach (var row in rows)
        {
            var until = row["until"].Length == 0 ? (DateOnly?)null : DateOnly.ParseExact(row["until"], "yyyy-MM-dd", CultureInfo.InvariantCulture);
            var roles = row["role"].StartsWith("is:", StringComparison.Ordinal)
                ? rulebook.Roles.Where(r => r.Is == row["role"][3..] && !named.Contains(r.Id)).Select(r => r.Id)
                : [row["role"]];
            foreach (var role in roles)
            {
                yield return (row["staff_number"], role, until);
            }
        }
    }

    // Somebody who works for two organisations is one human.
    private async Task SeatsAsync(CancellationToken cancel)
    {
        var there = await RegisteredAsync(cancel);
        foreach (var human in Read(Folder, "seats.csv").Where(r => there.Contains(r["organisation"])).GroupBy(r => r["human"]))
        {
            Reference? account = null;
            foreach (var seat in human)
            {
                await using var db = store.Read(Scope.OfSystem(seat["organisation"], Part));
                var person = await db.People.Where(p => p.StaffNumber == seat["staff_number"]).Select(p => p.Reference).SingleAsync(cancel);
                account = await accounts.SeatedAsync(seat["organisation"], person, account, Why, cancel);
            }
        }
    }

    private async Task<IReadOnlySet<string>> RegisteredAsync(CancellationToken cancel)
    {
        await using var db = store.Read(Scope.OfInstallation(Part));
        return (await db.Organisations.Select(o => o.Id).ToListAsync(cancel)).ToHashSet();
    }

    private static IReadOnlyList<Dictionary<string, string>> Of(string folder, string file, string organisation) =>
        [.. Read(folder, file).Where(r => !r.TryGetValue("organisation", out var mine) || mine == organisation)];

    private static IReadOnlyList<Dictionary<string, string>> Read(string folder, string file)
    {
        using var csv = new CsvReader(File.OpenText(Path.Combine(folder, file)), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
        {
            rows.Add(csv.HeaderRecord!.ToDictionary(h => h, h => csv.GetField(h) ?? ""));
        }

        return rows;
    }

    private static void Write(Stream output, IReadOnlyList<Dictionary<string, string>> rows)
    {
        using var csv = new CsvWriter(new StreamWriter(output, leaveOpen: true), new CsvConfiguration(CultureInfo.InvariantCulture), leaveOpen: false);
        string[] columns = [.. rows[0].Keys.Where(k => k != "organisation")];
        foreach (var line in rows.Select(r => columns.Select(c => r[c])).Prepend(columns))
        {
            foreach (var field in line)
            {
                csv.WriteField(field);
            }

            csv.NextRecord();
        }
    }

    private static T Done<T>(Result<T> result) where T : class =>
        result.Failed(out var error, out var value) ? throw new InvalidDataException($"The demonstration could not be set up. {error.Code}: {error.Message}") : value;
}
