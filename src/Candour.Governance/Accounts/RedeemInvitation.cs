using System.Text.Json.Nodes;
using Candour.Governance.Ledger;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Accounts;

/// <summary>Takes an invitation's code, once. Which account it was for, the organisation does not learn.</summary>
public sealed class RedeemInvitation(Store store, Operations operations)
{
    private static readonly Error Wrong = new("invitation.code", "This code is not good: it is mistyped, used, or too old.", "Check each sign. If it is right, ask the administrator who gave it to you for a new one.");

    /// <summary>Whom an invitation is for; changes nothing.</summary>
    /// <returns>The person, or <c>invitation.code</c>.</returns>
    public async Task<Result<Person>> LookAsync(string typed, CancellationToken cancel)
    {
        if (Split(typed) is not var (organisation, hash))
        {
            return Wrong;
        }

        await using var db = store.Read(Scope.OfSystem(organisation, "enrolment"));
        return await FindAsync(db, hash, operations.Clock, cancel) is var (_, person) ? person : Wrong;
    }

    /// <summary>Spends it.</summary>
    /// <returns>The person, or <c>invitation.code</c>.</returns>
    public async Task<Result<Person>> RunAsync(string typed, CancellationToken cancel)
    {
        if (Split(typed) is not var (organisation, hash))
        {
            return Wrong;
        }

        var result = await operations.RunAsync<Person>(Scope.OfSystem(organisation, "enrolment"), "invitation-used", "The code was typed in.", async operation =>
        {
            if (await FindAsync(operation.Db, hash, operations.Clock, operation.Cancel) is not var (invitation, person))
            {
                return Wrong;
            }

            invitation.SpentAt = operation.At;
            operation.Record(person.Reference.Text, new JsonObject { ["invitation"] = invitation.Reference.Text });
            return person;
        }, cancel);
        return result.Error is { Code: "organisation.not-found" } ? Wrong : result;
    }

    private static (string Organisation, string Hash)? Split(string typed)
    {
        var parts = typed.Trim().Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 2 && Organisations.Organisation.IsId(parts[0].ToLowerInvariant()) ? (parts[0].ToLowerInvariant(), Secrets.Hash(Secrets.Typed(parts[1]))) : null;
    }

    private static async Task<(Invitation Invitation, Person Person)?> FindAsync(GovernanceContext db, string hash, TimeProvider clock, CancellationToken cancel)
    {
        var (now, today) = (clock.Now(), clock.Today());
        var invitation = await db.Invitations.SingleOrDefaultAsync(i => i.CodeHash == hash && i.SpentAt == null && i.Until > now, cancel);
        var person = invitation is null ? null : await db.People.SingleOrDefaultAsync(p => p.Reference == invitation.Person && (p.LeftOn == null || p.LeftOn >= today), cancel);
        return person is null ? null : (invitation!, person);
    }
}
