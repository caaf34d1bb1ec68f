using System.Text.Json.Nodes;
using Candour.Governance.Ledger;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.Accounts;

/// <summary>Binds who signs in at an organisation's directory to the account of a person there; account and seat are made where there are none. All of it, or nothing.</summary>
public sealed class LinkDirectory(Store store, Operations operations)
{
    public sealed record Request
    {
        /// <summary>The directory, as its tokens name it.</summary>
        public required string Issuer { get; init; }

        /// <summary>Whom the directory means.</summary>
        public required string Subject { get; init; }

        /// <summary>The organisation's id.</summary>
        public required string At { get; init; }

        public required Reference Person { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The account, or <c>person.not-found</c>, <c>person.left</c>, <c>directory.subject</c>, <c>directory.linked</c> or <c>directory.break-glass</c>.</returns>
    public Task<Result<Account>> RunAsync(Scope installation, Request request, CancellationToken cancel) =>
        operations.RunAsync<Account>(installation, "directory-linked", request.Why, async operation =>
        {
            var db = operation.Db;
            if (request.Issuer.Length is 0 or > DirectoryLink.IssuerMaxLength || request.Subject.Length is 0 or > DirectoryLink.SubjectMaxLength)
            {
                return new Error("directory.subject", "The directory's name for this person is empty or too long.", "Ask whoever runs the directory.");
            }

            var today = operations.Clock.Today();
            await using (var there = store.Read(Scope.OfSystem(request.At, "seats")))
            {
                if (await there.People.SingleOrDefaultAsync(p => p.Reference == request.Person, operation.Cancel) is not { } person)
                {
                    return Person.NotFound(request.Person);
                }

                if (person.JoinedOn > today || person.LeftOn < today)
                {
                    return new Error("person.left", $"`{request.Person}` does not work there today.", "Correct the workforce, if that is wrong.");
                }
            }

            var link = await db.DirectoryLinks.SingleOrDefaultAsync(l => l.At == request.At && l.Issuer == request.Issuer && l.Subject == request.Subject, operation.Cancel);
            var seat = await db.Seats.SingleOrDefaultAsync(s => s.At == request.At && s.Person == request.Person, operation.Cancel);
            if (link is not null && (seat is not null ? seat.Account != link.Account : await db.Seats.AnyAsync(s => s.At == request.At && s.Account == link.Account, operation.Cancel)))
            {
                return Linked();
            }

            var reference = link?.Account ?? seat?.Account ?? Reference.New();
            if (link is null && await db.DirectoryLinks.AnyAsync(l => l.Account == reference && l.At == request.At && l.Issuer == request.Issuer, operation.Cancel))
            {
                return Linked();
            }

            var account = await db.Accounts.SingleOrDefaultAsync(a => a.Reference == reference, operation.Cancel);
            if (account is { IsBreakGlass: true } || (account is { ClosedAt: not null }))
            {
                return new Error("directory.break-glass", "That account is not one for every day.", "Ask an administrator of Candour.");
            }

            if (account is null)
            {
                db.Accounts.Add(account = new() { Organisation = installation.Organisation, Reference = reference, SecurityStamp = Secrets.ForPrograms(), OpenedAt = operation.At });
            }

            if (seat is null)
            {
                db.Seats.Add(new() { Organisation = installation.Organisation, Account = reference, At = request.At, Person = request.Person });
            }

            if (link is null)
            {
                db.DirectoryLinks.Add(new() { Organisation = installation.Organisation, At = request.At, Issuer = request.Issuer, Subject = request.Subject, Account = reference });
            }

            operation.Record(reference.Text, new JsonObject { ["at"] = request.At, ["person"] = request.Person.Text, ["issuer"] = request.Issuer });
            return account;
        }, cancel);

    // The same number or address given to somebody else in the directory must never open the account of whoever had it before.
    private static Error Linked() => new("directory.linked", "That person signs in with another entry of the directory already.", "An administrator of Candour invites them anew; the code ends what was bound before.");
}
