using System.Text.Json.Nodes;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Accounts;

/// <summary>Keeps what changed about an account. The entry says which things changed, never to what.</summary>
public sealed class ChangeAccount(Operations operations)
{
    public sealed record Request
    {
        /// <summary>As it shall be; read before, and changed.</summary>
        public required Account Account { get; init; }

        /// <summary>Pinned name of the deed: <c>password-changed</c>.</summary>
        public required string What { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The account, or <c>account.not-found</c> or <c>account.edited</c>.</returns>
    public Task<Result<Account>> RunAsync(Scope installation, Request request, CancellationToken cancel) =>
        operations.RunAsync<Account>(installation, request.What, request.Why, async operation =>
        {
            var (db, wanted) = (operation.Db, request.Account);
            var account = await db.Accounts.Include(a => a.Passkeys).SingleOrDefaultAsync(a => a.Reference == wanted.Reference, operation.Cancel);
            if (account is null)
            {
                return Account.NotFound(wanted.Reference);
            }

            if (account.Edition != wanted.Edition)
            {
                return new Error("account.edited", "Something else about this account was changed at the same time.", "Look at it again, then try again.");
            }

            var row = db.Entry(account);
            row.CurrentValues.SetValues(wanted);
            var passkeys = Passkeys(db, account, wanted);
            var changed = row.Properties.Where(p => p.IsModified).Select(p => p.Metadata.Name).Concat(passkeys).Order(StringComparer.Ordinal).ToArray();
            account.Edition = Guid.NewGuid().ToString("N");
            operation.Record(account.Reference.Text, new JsonObject { ["changed"] = new JsonArray([.. changed.Select(c => JsonValue.Create(c))]) });
            return account;
        }, cancel);

    private static List<string> Passkeys(GovernanceContext db, Account account, Account wanted)
    {
        var changed = new List<string>();
        foreach (var gone in account.Passkeys.Where(p => wanted.Passkeys.All(w => w.Id != p.Id)).ToArray())
        {
            db.Remove(gone);
            changed.Add("PasskeyRemoved");
        }

        foreach (var passkey in wanted.Passkeys)
        {
            if (account.Passkeys.FirstOrDefault(p => p.Id == passkey.Id) is { } there)
            {
                db.Entry(there).CurrentValues.SetValues(passkey);
            }
            else
            {
                db.Add(passkey);
                changed.Add("PasskeyAdded");
            }
        }

        return changed;
    }
}
