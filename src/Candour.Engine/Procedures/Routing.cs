using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;

namespace Candour.Engine.Procedures;

/// <summary>Whom a step falls to, or who is told, once those who are part of the matter are passed over.</summary>
/// <param name="Id">A role's id, one of <see cref="Roles.Named"/>, or that of <see cref="Roles.Beyond"/>.</param>
/// <param name="Name">For people.</param>
public sealed record RoutedRole(string Id, string Name) : RoleName(Id, Name)
{
    /// <summary>The role that the procedure names, where this one stands in its place.</summary>
    public RoleName? InsteadOf { get; init; }

    /// <summary>Whom to turn to where this one turns out to be part of the matter; only while nobody has said.</summary>
    public RoleName? IfImplicated { get; init; }

    /// <summary>Why another stands here: for people.</summary>
    public string? Why { get; init; }

    /// <summary>Clauses for going round; none: a local rule, not in the policy.</summary>
    public IReadOnlyList<string> Because { get; init; } = [];
}

/// <summary>Goes round those who are part of a matter: to the next level up.</summary>
internal sealed class Routing
{
    private const string ManagerImplicated = "manager-implicated";
    private const string Implicated = "implicated";

    private readonly Rulebook _rulebook;
    private readonly Procedure _procedure;
    private readonly HashSet<string> _implicated = [];
    private readonly bool _managerUnknown;

    public Routing(Rulebook rulebook, Procedure procedure, FactSet facts)
    {
        (_rulebook, _procedure) = (rulebook, procedure);
        if (facts.TryGet(Implicated, out var implicated))
        {
            _implicated.UnionWith(implicated.Values);
        }

        _managerUnknown = !facts.TryGet(ManagerImplicated, out var manager);
        if (manager?.Values[0] is "yes")
        {
            _implicated.UnionWith(Roles.Managers);
        }
    }

    /// <summary>Whether holders of a role are part of the matter.</summary>
    public bool IsImplicated(string role) => _implicated.Contains(role);

    /// <summary>Whom a step falls to.</summary>
    public RoutedRole Handler(string role) =>
        IsImplicated(role) ? Round(role, $"{Upper(NameOf(role))} is part of the matter.")
        : _managerUnknown && Roles.Managers.Contains(role) ? Round(role, $"Nobody has said whether {NameOf(role)} is part of the matter.")
        : new(role, NameOf(role));

    /// <summary>Who is told or takes part. A line manager of whom nobody has said stays, with whom to turn to instead.</summary>
    public RoutedRole Recipient(string role) =>
        IsImplicated(role) ? Round(role, $"{Upper(NameOf(role))} is part of the matter.")
        : _managerUnknown && Roles.Managers.Contains(role) ? new(role, NameOf(role)) { IfImplicated = Above(role), Because = _procedure.ImplicatedBecause }
        : new(role, NameOf(role));

    private RoutedRole Round(string role, string why)
    {
        var above = Above(role);
        return new(above.Id, above.Name) { InsteadOf = new(role, NameOf(role)), Why = why, Because = _procedure.ImplicatedBecause };
    }

    // Up, and further up while those are part of it too.
    private RoleName Above(string role)
    {
        var seen = new HashSet<string> { role };
        var at = _rulebook.Roles.FirstOrDefault(r => r.Id == role);
        while (at?.Up is { } up && seen.Add(up))
        {
            at = _rulebook.Roles.First(r => r.Id == up);
            if (!IsImplicated(up))
            {
                return new(at.Id, at.Name);
            }
        }

        var level = Roles.Levels.ToList().IndexOf(at?.Is ?? Roles.Levels[0]);
        var from = level < 0 ? Roles.Levels.ToList().IndexOf(Roles.Otherwise) : level + 1;
        var next = Roles.Levels.Skip(from).SelectMany(l => _rulebook.Roles.Where(r => r.Is == l)).FirstOrDefault(r => !seen.Contains(r.Id) && !IsImplicated(r.Id));
        return next is null ? Roles.Beyond : new(next.Id, next.Name);
    }

    private string NameOf(string role) => Roles.Named.GetValueOrDefault(role) ?? _rulebook.Roles.FirstOrDefault(r => r.Id == role)?.Name ?? role;

    private static string Upper(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}
