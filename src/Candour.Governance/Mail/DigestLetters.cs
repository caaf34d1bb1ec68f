using Candour.Engine.Time;
using Candour.Governance.Access;
using Candour.Governance.Background;
using Candour.Governance.Cases;
using Candour.Governance.Ledger;
using Candour.Governance.Organisations;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Candour.Governance.Mail;

/// <summary>It is morning: digests are due.</summary>
public sealed record DigestsDue;

/// <summary>A digest for one person.</summary>
/// <param name="Person">Whom.</param>
/// <param name="On">The day that it counts for; a day later it is not sent any more.</param>
public sealed record DigestLetter(string Person, DateOnly On);

/// <summary>
/// The daily digest: a mail each working morning to whoever wants one and has work, with numbers and a link and nothing else. Whose bank holidays count says the organisation's policy.
/// </summary>
public sealed class DigestLetters(Store store, Operations operations, MailSettings settings, Uri address, RulebookShelf shelf)
{
    private const string Why = "they chose a daily digest";

    private static readonly JobKind Morning =
        JobKind.Of<DigestsDue>("digests-due", (services, delivery, _, cancel) => services.GetRequiredService<DigestLetters>().AddressAsync(delivery, cancel));

    /// <summary>At seven each morning; the day is looked at then.</summary>
    public static JobSchedule Schedule => new("daily-digest", "0 7 * * *", Morning, new DigestsDue());

    /// <summary>What is done about the messages.</summary>
    public static IEnumerable<JobKind> Kinds =>
        [Morning, JobKind.Of<DigestLetter>("digest-letter", (services, delivery, letter, cancel) => services.GetRequiredService<DigestLetters>().SendAsync(delivery, letter, cancel))];

    private async Task AddressAsync(Delivery delivery, CancellationToken cancel)
    {
        if (settings.Host is null)
        {
            return;
        }

        var today = operations.Clock.Today();
        List<Organisation> organisations;
        await using (var installation = store.Read(delivery.Scope("mail")))
        {
            organisations = await installation.Organisations.ToListAsync(cancel);
        }

        foreach (var organisation in organisations.Where(o => o.Exists(today)))
        {
            var scope = Scope.OfSystem(organisation.Id, "mail");
            List<Reference> people;
            await using (var db = store.Read(scope))
            {
                people = await db.People.Where(p => p.DailyDigest && p.Email != null && p.JoinedOn <= today && (p.LeftOn == null || p.LeftOn >= today)).Select(p => p.Reference).ToListAsync(cancel);
                if (people.Count == 0 || !await IsWorkingDayAsync(db, today, cancel))
                {
                    continue;
                }
            }

            // One message for each person, so that a server that refuses one does not have the others written to twice.
            await TaskLetters.DoneAsync(operations.RunAsync<Delivery>(scope, "digest-addressed", Why, async operation =>
            {
                if (!await operation.IsFirstAsync(delivery))
                {
                    return Delivery.DoneBefore;
                }

                foreach (var person in people)
                {
                    operation.Send(new DigestLetter(person.Text, today));
                }

                operation.Record("digest", new() { ["people"] = people.Count });
                return delivery;
            }, cancel));
        }
    }

    private async Task<bool> IsWorkingDayAsync(GovernanceContext db, DateOnly today, CancellationToken cancel)
    {
        var adopted = (await db.Adoptions.Where(a => a.From <= today).ToListAsync(cancel)).GroupBy(a => a.Policy).Select(g => g.MaxBy(a => a.From)!).OrderBy(a => a.Policy, StringComparer.Ordinal);
        var nation = adopted.Select(a => shelf.Find(a.Policy, a.Version)?.Nation).OfType<string>().FirstOrDefault(BankHolidays.EnglandAndWales);
        return new Clock(nation).IsWorkingDay(today);
    }

    private async Task SendAsync(Delivery delivery, DigestLetter letter, CancellationToken cancel)
    {
        var (person, scope, today) = (new Reference(letter.Person), delivery.Scope("mail"), operations.Clock.Today());
        if (settings.Host is null || letter.On != today)
        {
            return;
        }

        await using (var db = store.Read(scope))
        {
            if (await db.DoneMessages.AnyAsync(d => d.Message == delivery.Message, cancel)
                || await db.People.Where(p => p.Reference == person && p.DailyDigest).Select(p => p.Email).SingleOrDefaultAsync(cancel) is not { } to
                || await CountAsync(Scope.Of(scope.Organisation, person), person, today, cancel) is not { Open: > 0 } counts)
            {
                return;
            }

            await Posting.SendAsync(settings, to, delivery.Message, "Candour: your work today", Text(counts), cancel);
        }

        // A kill right here has the letter sent a second time, with the same Message-ID; no mail server offers more.
        await TaskLetters.DoneAsync(operations.RunAsync<Delivery>(scope, "digest-sent", Why, async operation =>
        {
            if (!await operation.IsFirstAsync(delivery))
            {
                return Delivery.DoneBefore;
            }

            operation.Record(letter.Person, []);
            return delivery;
        }, cancel));
    }

    // In their own scope, so that walls hold for numbers as they do for pages.
    private async Task<(int Open, int Late, int Today)?> CountAsync(Scope scope, Reference person, DateOnly today, CancellationToken cancel)
    {
        await using var db = store.Read(scope);
        if (await Viewer.LoadAsync(db, person, today, cancel) is not { } viewer)
        {
            return null;
        }

        var (open, late) = await MyWork.CountAsync(db, viewer, operations.Clock.Now(), cancel);
        var tonight = UkTime.At(today.AddDays(1).ToDateTime(TimeOnly.MinValue)).ToUniversalTime();
        return (open, late, (await MyWork.CountAsync(db, viewer, tonight.AddTicks(1), cancel)).Late - late);
    }

    private string Text((int Open, int Late, int Today) counts) =>
        $"""
        Waiting for you: {counts.Open}
        Of these late: {counts.Late}
        Of these to be done today: {counts.Today}

        {new Uri(address, "work")}

        What it is about is shown there, after you have signed in. You can stop this mail at {new Uri(address, "account")}. Please do not answer it: nobody reads what is sent here.
        """;
}
