using System.Linq.Expressions;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Access;

/// <summary>How a person stands to a matter.</summary>
public enum Relation
{
    /// <summary>Any matter of the organisation.</summary>
    Organisation,

    /// <summary>Somebody whom they manage is named in it.</summary>
    Reports,

    /// <summary>Somebody below them, at any depth, is named in it.</summary>
    Line,

    /// <summary>They brought it up themselves.</summary>
    Own,
}

/// <summary>Who may see which matters.</summary>
/// <param name="Policy">The rulebook's id.</param>
/// <param name="Role">A role of the rulebook by its id, or what roles correspond to; null for everybody who works here.</param>
/// <param name="Kind">The kind of matter.</param>
/// <param name="Relation">How they must stand to it.</param>
public sealed record AccessRule(string Policy, string? Role, string Kind, Relation Relation);

/// <summary>
/// Who may see what, in one place, as part of the query. Organisation and walls are filters of the context and hold for everything that is read by it;
/// role and relation are here, and a rule of the installation's data says which are needed. Who stands in for somebody sees what that person's roles and line let them see: not what that person brought up themselves, and never what that person must not know of.
/// </summary>
public sealed class AccessPolicy(IReadOnlyList<AccessRule> rules)
{
    /// <summary>All rules, of every rulebook.</summary>
    public IReadOnlyList<AccessRule> Rules { get; } = rules;

    /// <summary>The matters that a viewer may see.</summary>
    /// <param name="db">A context in the viewer's own scope.</param>
    /// <param name="viewer">Who looks.</param>
    /// <exception cref="InvalidOperationException">The context was made for somebody else, so its walls are not the viewer's.</exception>
    public IQueryable<Matter> Matters(GovernanceContext db, Viewer viewer)
    {
        RefuseAnother(db, viewer);
        var may = from capacity in viewer.Capacities
                  from rule in Rules
                  where rule.Role is null || capacity.Roles.Contains(rule.Role)
                  where capacity.For == viewer.Person || rule.Relation is not Relation.Own
                  select capacity.For == viewer.Person ? Holds(rule, capacity) : And(Holds(rule, capacity), MayBeKnownTo(db, capacity.For));
        return db.Matters.Where(may.Concat(viewer.Capacities.Select(c => Handles(db, viewer, c))).Aggregate((Expression<Func<Matter, bool>>)(m => false), Or));
    }

    /// <summary>What roles correspond to that keep matters: decide when one is disposed of, and hold it. Ours, where the policies are silent: kinds have readers who work on wards, and no one of them should destroy records.</summary>
    public const string Keeper = "information-governance";

    /// <summary>
    /// The matters that a viewer keeps: of every kind, but never one that they, or the person in whose place they stand, must not know of. What is kept is named by reference, kind and days; to read it takes
    /// what it takes anybody (<see cref="Matters"/>).
    /// </summary>
    /// <param name="db">A context in the viewer's own scope.</param>
    /// <param name="viewer">Who looks.</param>
    /// <exception cref="InvalidOperationException">The context was made for somebody else.</exception>
    public static IQueryable<Matter> Kept(GovernanceContext db, Viewer viewer)
    {
        RefuseAnother(db, viewer);
        var may = viewer.Capacities.Where(c => c.Roles.Contains(Keeper)).Select(c => c.For == viewer.Person ? m => true : MayBeKnownTo(db, c.For));
        return db.Matters.Where(may.Aggregate((Expression<Func<Matter, bool>>)(m => false), Or));
    }

    private static void RefuseAnother(GovernanceContext db, Viewer viewer)
    {
        if (db.Scope.Person != viewer.Person)
        {
            throw new InvalidOperationException("What somebody may see is asked in their own scope: only there their walls hold.");
        }
    }

    /// <summary>Whoever has a task in a matter, or had one, sees it: nobody can do what they cannot read.</summary>
    private static Expression<Func<Matter, bool>> Handles(GovernanceContext db, Viewer viewer, Capacity capacity)
    {
        var (self, roles) = (capacity.For, capacity.Roles);
        Expression<Func<Matter, bool>> handles = m => db.CaseTasks.Any(t => t.Matter == m.Reference && (t.Person == self || (t.Role != null && roles.Contains(t.Role))));
        return self == viewer.Person ? handles : And(handles, MayBeKnownTo(db, self));
    }

    private static Expression<Func<Matter, bool>> Holds(AccessRule rule, Capacity capacity)
    {
        var (policy, kind, self, reports, line) = (rule.Policy, rule.Kind, capacity.For, capacity.Reports, capacity.Line);
        return rule.Relation switch
        {
            Relation.Organisation => m => m.Policy == policy && m.Kind == kind,
            Relation.Reports => m => m.Policy == policy && m.Kind == kind && m.Named.Any(n => reports.Contains(n.Person)),
            Relation.Line => m => m.Policy == policy && m.Kind == kind && m.Named.Any(n => line.Contains(n.Person)),
            Relation.Own => m => m.Policy == policy && m.Kind == kind && m.Reporter == self,
            _ => throw new InvalidOperationException($"Relation {rule.Relation} has no query."),
        };
    }

    private static Expression<Func<Matter, bool>> MayBeKnownTo(GovernanceContext db, Reference person) => m => !db.Walls.Any(w => w.Matter == m.Reference && w.Person == person);

    private static Expression<Func<Matter, bool>> Or(Expression<Func<Matter, bool>> a, Expression<Func<Matter, bool>> b) =>
        Expression.Lambda<Func<Matter, bool>>(Expression.OrElse(a.Body, Over(b, a.Parameters[0])), a.Parameters[0]);

    private static Expression<Func<Matter, bool>> And(Expression<Func<Matter, bool>> a, Expression<Func<Matter, bool>> b) =>
        Expression.Lambda<Func<Matter, bool>>(Expression.AndAlso(a.Body, Over(b, a.Parameters[0])), a.Parameters[0]);

    private static Expression Over(Expression<Func<Matter, bool>> expression, ParameterExpression matter) => new Renaming(expression.Parameters[0], matter).Visit(expression.Body);

    private sealed class Renaming(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
