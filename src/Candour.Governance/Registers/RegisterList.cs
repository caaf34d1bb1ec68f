using System.Text.Json.Nodes;
using Candour.Engine.Procedures;
using Candour.Governance.Access;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Registers;

/// <summary>Which lines of a register are looked for.</summary>
public sealed record RegisterFilter
{
    /// <summary>Words that a line must hold, in what everybody who reads the register may see; capitals do not matter.</summary>
    public string? Words { get; init; }

    /// <summary>First day, as in the United Kingdom.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Lines that were put right too.</summary>
    public bool Corrected { get; init; }
}

/// <summary>A register as somebody may read it.</summary>
public static class RegisterList
{
    /// <summary>Most lines on one page.</summary>
    public const int PageSize = 50;

    /// <summary>Whether somebody may read a register at all.</summary>
    public static bool MayRead(Viewer viewer, Register register) => viewer.Capacities.Any(c => c.Roles.Intersect(register.Reads.Concat(register.ReadsRestricted)).Any());

    /// <summary>Whether somebody may read its restricted columns too.</summary>
    public static bool MayReadRestricted(Viewer viewer, Register register) => viewer.Capacities.Any(c => c.Roles.Intersect(register.ReadsRestricted).Any());

    /// <summary>The lines that somebody may see, the newest first. Whoever must not know of a matter gets no line of it, and nothing shows that there is one.</summary>
    /// <param name="db">In the viewer's own scope.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="policy">The rulebook's id.</param>
    /// <param name="register">The register, of the version in force.</param>
    /// <param name="filter">What is looked for.</param>
    /// <returns>None where the viewer may not read the register.</returns>
    public static IQueryable<RegisterLine> Lines(GovernanceContext db, Viewer viewer, string policy, Register register, RegisterFilter filter)
    {
        if (!MayRead(viewer, register))
        {
            return db.RegisterLines.Where(e => false);
        }

        var lines = db.RegisterLines.Where(e => e.Policy == policy && e.Register == register.Id);
        foreach (var absent in viewer.Capacities.Select(c => c.For).Where(p => p != viewer.Person).ToArray())
        {
            // What somebody reads only in another's place is kept from them where it is kept from that person.
            if (!viewer.Capacities.Any(c => c.For == viewer.Person && c.Roles.Intersect(register.Reads.Concat(register.ReadsRestricted)).Any()))
            {
                lines = lines.KnownTo(db, absent);
            }
        }

        if (!filter.Corrected)
        {
            lines = lines.Where(e => !e.IsCorrected);
        }

        foreach (var word in (filter.Words ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            lines = lines.Where(e => e.Words.Contains(word));
        }

        if (filter.From is { } from)
        {
            var first = Instants.StartOf(from);
            lines = lines.Where(e => e.At >= first);
        }

        if (filter.Until is { } until)
        {
            var next = Instants.StartOf(until.AddDays(1));
            lines = lines.Where(e => e.At < next);
        }

        return lines.OrderByDescending(e => e.At).ThenBy(e => e.Reference);
    }

    /// <summary>A line's columns in the register's order, as text; a restricted one is null for who may not read it.</summary>
    public static IReadOnlyList<string?> Columns(RegisterLine entry, Register register, bool restricted)
    {
        var fields = JsonNode.Parse(entry.Fields)!.AsObject();
        return [.. register.Fields.Select(f => f.Restricted && !restricted ? null : Text(fields[f.Id]))];
    }

    internal static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonArray rows => string.Join("; ", rows.Select(Text)),
        JsonObject row => string.Join(", ", row.Select(f => Text(f.Value)).Where(t => t.Length > 0)),
        _ => value.GetValueKind() is System.Text.Json.JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString(),
    };
}
