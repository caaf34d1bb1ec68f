using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Cases;

/// <summary>A case as one JSON file that somebody else's system can take: what it is, who is in it, its story, its register entries, and the hashes of its files.</summary>
public static class CaseExport
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>The file, or null where the reader may not see the case.</returns>
    public static async Task<string?> WriteAsync(GovernanceContext db, Reference matter, CancellationToken cancel)
    {
        var one = await db.Cases.SingleOrDefaultAsync(c => c.Matter == matter, cancel);
        if (one is null)
        {
            return null;
        }

        var about = await db.Matters.SingleAsync(m => m.Reference == matter, cancel);
        var people = await db.CasePeople.Where(p => p.Matter == matter).ToListAsync(cancel);
        var ids = people.Select(p => p.Person).OfType<Reference>().ToList();
        var names = await db.People.Where(p => ids.Contains(p.Reference)).ToDictionaryAsync(p => p.Reference, p => p.Name, cancel);
        var files = await db.EvidenceFiles.Where(f => f.Matter == matter).OrderBy(f => f.At).ToListAsync(cancel);
        var entries = await db.RegisterLines.Where(e => e.Matter == matter).OrderBy(e => e.At).ToListAsync(cancel);
        var links = await db.CaseLinks.Where(l => l.Matter == matter).ToListAsync(cancel);
        return new JsonObject
        {
            ["case"] = matter.Text,
            ["organisation"] = one.Organisation,
            ["policy"] = one.Policy,
            ["version"] = one.Version,
            ["procedure"] = one.Procedure,
            ["kind"] = about.Kind,
            ["openedAt"] = At(one.OpenedAt),
            ["state"] = $"{one.State}".ToLowerInvariant(),
            ["end"] = one.End,
            ["outcome"] = one.Outcome,
            ["closedAt"] = At(one.ClosedAt),
            ["personToldAt"] = At(one.ToldAt),
            ["personNotToldBecause"] = one.NotToldBecause,
            ["whatHappened"] = about.Text,
            ["facts"] = JsonNode.Parse(one.Facts),
            ["people"] = Array(people, p => new JsonObject { ["part"] = $"{p.Part}".ToLowerInvariant(), ["name"] = p.Person is { } person ? names.GetValueOrDefault(person) : p.Outsider, ["reference"] = p.Person?.Text }),
            ["story"] = Array(await CaseStory.ReadAsync(db, matter, looks: false, cancel), l => new JsonObject
            {
                ["at"] = At(l.At), ["by"] = l.By, ["what"] = l.What, ["step"] = l.Step, ["text"] = l.What is "answer" ? JsonNode.Parse(l.Text!) : l.Text, ["reference"] = l.Reference?.Text,
            }),
            ["registers"] = Array(entries, e => new JsonObject { ["entry"] = e.Reference.Text, ["register"] = e.Register, ["at"] = At(e.At), ["fields"] = JsonNode.Parse(e.Fields), ["corrects"] = e.Corrects?.Text, ["reason"] = e.Reason }),
            ["files"] = Array(files, f => new JsonObject { ["file"] = f.Reference.Text, ["name"] = f.Name, ["description"] = f.Description, ["size"] = f.Size, ["sha256"] = f.Sha256, ["at"] = At(f.At) }),
            ["links"] = Array(links, l => new JsonObject { ["to"] = l.To.Text, ["how"] = l.How }),
        }.ToJsonString(Readable);
    }

    private static string? At(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode> write) => new([.. items.Select(write)]);
}
