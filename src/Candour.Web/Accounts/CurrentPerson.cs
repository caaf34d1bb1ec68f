using Candour.Engine.Rulebooks;
using Candour.Governance.Access;
using Candour.Governance.Accounts;
using Candour.Governance.Organisations;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Candour.Web.Checking;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Accounts;

/// <summary>Who sits at the browser, in the organisation that they chose: for the length of one request. Every page asks here and nowhere else.</summary>
public sealed class CurrentPerson(CheckDesk desk)
{
    private State? _state;

    /// <summary>Whether somebody is signed in, and works for an organisation of this installation today.</summary>
    public bool IsSignedIn => _state is not null;

    public Account Account => Now.Account;

    public Session Session => Now.Session;

    /// <summary>Every organisation that this human works for today, with the person they are there.</summary>
    public IReadOnlyList<(Organisation Organisation, Person Person)> Places => Now.Places;

    public Organisation Organisation => Now.Organisation;

    public Person Person => Now.Person;

    /// <summary>What they are, and for whom they stand in.</summary>
    public Viewer Viewer => Now.Viewer;

    /// <summary>In which all their reading and writing is done.</summary>
    public Scope Scope => Now.Scope;

    /// <summary>The policies in force in the organisation today, with its local settings.</summary>
    public IReadOnlyList<Rulebook> Rulebooks => Now.Rulebooks;

    /// <summary>Whether they hold a role, or stand in for somebody who does: by a rulebook's id, by what it corresponds to, or one of Candour's own.</summary>
    public bool Holds(string role) => IsSignedIn && Viewer.Capacities.Any(c => c.Roles.Contains(role));

    /// <summary>Whether they manage somebody, or stand in for who does.</summary>
    public bool Manages => IsSignedIn && Viewer.Capacities.Any(c => c.Reports.Count > 0);

    /// <summary>A rulebook as it counts for them: with the local settings of their organisation where it is one of its own.</summary>
    public Rulebook? Mine(Rulebook? rulebook) => rulebook is null || !IsSignedIn ? rulebook : Rulebooks.FirstOrDefault(r => r.Id == rulebook.Id && r.Version == rulebook.Version) ?? rulebook;

    /// <summary>The local settings that act in a rulebook: by id, with the value.</summary>
    public IReadOnlyList<(string Id, string Value, string Otherwise)> LocalIn(Rulebook rulebook)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        return [.. (Mine(rulebook) ?? rulebook).Settings.Where(s => s.Otherwise is { } otherwise && otherwise != s.Value).Select(s => (s.Id, s.Value, s.Otherwise!))];
    }

    private State Now => _state ?? throw new InvalidOperationException("Nobody is signed in. A page that needs somebody is listed as such in Doors.");

    /// <summary>Finds out who it is.</summary>
    /// <param name="store">Where it is kept.</param>
    /// <param name="session">The session, found good.</param>
    /// <param name="account">Whose.</param>
    /// <param name="at">The organisation that they chose; another of theirs counts where that one is not.</param>
    /// <param name="today">The day.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>Whether they work anywhere here today.</returns>
    internal async Task<bool> LoadAsync(Store store, Session session, Account account, string? at, DateOnly today, CancellationToken cancel)
    {
        List<(Seat Seat, Organisation Organisation)> seats;
        await using (var installation = store.Read(Scope.OfAccount(account.Reference)))
        {
            // An organisation's directory opens that organisation, and never another in which the same human works.
            var rows = await installation.Seats.Where(s => s.Account == account.Reference && (session.Directory == null || s.At == session.Directory)).Join(installation.Organisations, s => s.At, o => o.Id, (s, o) => new { Seat = s, Organisation = o }).ToListAsync(cancel);
            seats = [.. rows.Where(r => r.Organisation.Exists(today)).Select(r => (r.Seat, r.Organisation)).OrderBy(r => r.Organisation.Name, StringComparer.Ordinal)];
        }

        var places = new List<(Organisation, Person)>();
        (Organisation Organisation, Person Person, Viewer Viewer, IReadOnlyList<Rulebook> Rulebooks)? here = null;
        foreach (var (seat, organisation) in seats.OrderBy(s => s.Seat.At != at))
        {
            var scope = Scope.Of(seat.At, seat.Person);
            await using var db = store.Read(scope);
            if (here is not null)
            {
                if (await db.People.SingleOrDefaultAsync(p => p.Reference == seat.Person && p.JoinedOn <= today && (p.LeftOn == null || p.LeftOn >= today), cancel) is { } elsewhere)
                {
                    places.Add((organisation, elsewhere));
                }
            }
            else if (await Viewer.LoadAsync(db, seat.Person, today, cancel) is { } viewer)
            {
                var person = await db.People.SingleAsync(p => p.Reference == seat.Person, cancel);
                var rulebooks = new List<Rulebook>();
                var adopted = (await db.Adoptions.Where(a => a.From <= today).ToListAsync(cancel)).GroupBy(a => a.Policy).Select(g => g.MaxBy(a => a.From)!);
                foreach (var rulebook in adopted.Select(a => desk.Find($"{a.Policy}@{a.Version}")).OfType<Rulebook>().OrderBy(r => r.Id, StringComparer.Ordinal))
                {
                    // What the organisation chose stands in the place of what the policy leaves open.
                    rulebooks.Add(rulebook.WithLocal(await db.ChosenAsync(rulebook, today, cancel)));
                }

                here = (organisation, person, viewer, rulebooks);
                places.Add((organisation, person));
            }
        }

        if (here is not { } found)
        {
            return false;
        }

        _state = new(session, account, [.. places.OrderBy(p => p.Item1.Name, StringComparer.Ordinal)], found.Organisation, found.Person, found.Viewer, found.Rulebooks, Scope.Of(found.Organisation.Id, found.Person.Reference));
        return true;
    }

    private sealed record State(
        Session Session, Account Account, IReadOnlyList<(Organisation, Person)> Places, Organisation Organisation, Person Person, Viewer Viewer, IReadOnlyList<Rulebook> Rulebooks, Scope Scope);
}
