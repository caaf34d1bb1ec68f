using System.Text.Json.Nodes;
using Candour.Engine.Time;
using Candour.Governance.Access;
using Candour.Governance.Background;
using Candour.Governance.Cases;
using Candour.Governance.Ledger;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Candour.Governance.Mail;

/// <summary>A letter about a task to one person.</summary>
/// <param name="Task">The task's reference.</param>
/// <param name="Person">Whom.</param>
/// <param name="IsReminder">Not the first.</param>
public sealed record TaskLetter(string Task, string Person, bool IsReminder)
{
    /// <summary>For a reminder that comes before the time: the last moment. Null for all others.</summary>
    public DateTimeOffset? DueSoon { get; init; }
}

/// <summary>
/// Tells by mail that a task waits: a reference and a link, no name, no word of what it is about. Who is told is found when the letter is due, in each one's own scope, so that walls hold for letters as they do for pages.
/// </summary>
public sealed class TaskLetters(Store store, Operations operations, MailSettings settings, Uri address)
{
    private const string Why = "the task waits for them";

    /// <summary>What is done about the messages.</summary>
    public static IEnumerable<JobKind> Kinds =>
    [
        JobKind.Of<TaskMail>("task-mail", (services, delivery, message, cancel) => services.GetRequiredService<TaskLetters>().AddressAsync(delivery, message, cancel)),
        JobKind.Of<TaskLetter>("task-letter", (services, delivery, letter, cancel) => services.GetRequiredService<TaskLetters>().SendAsync(delivery, letter, cancel)),
    ];

    // One message for each person, so that a server that refuses one does not have the others written to twice.
    private async Task AddressAsync(Delivery delivery, TaskMail message, CancellationToken cancel)
    {
        var task = new Reference(message.Task);
        var scope = delivery.Scope("mail");
        // A reminder for a time that was moved since is not the task's any more; its new time has one of its own.
        if (settings.Host is null || await FindAsync(scope, task, cancel) is not { } found || (message.Due is { } meant && meant != found.Due))
        {
            return;
        }

        var people = new List<Reference>();
        foreach (var candidate in found.Candidates)
        {
            if (await FallsToAsync(scope.Organisation, candidate, task, cancel))
            {
                people.Add(candidate);
            }
        }

        if (people.Count == 0)
        {
            return;
        }

        await DoneAsync(operations.RunAsync<Delivery>(scope, "task-mail-addressed", Why, async operation =>
        {
            if (!await operation.IsFirstAsync(delivery))
            {
                return Delivery.DoneBefore;
            }

            foreach (var person in people)
            {
                operation.Send(new TaskLetter(message.Task, person.Text, message.IsReminder) { DueSoon = message.IsEarly ? message.Due : null });
            }

            operation.Record(found.Matter.Text, new() { ["task"] = message.Task, ["people"] = new JsonArray([.. people.Select(p => JsonValue.Create(p.Text))]) });
            return delivery;
        }, cancel));
    }

    private async Task SendAsync(Delivery delivery, TaskLetter letter, CancellationToken cancel)
    {
        var (task, person) = (new Reference(letter.Task), new Reference(letter.Person));
        var scope = delivery.Scope("mail");
        if (settings.Host is null || await FindAsync(scope, task, cancel) is not { } found || (letter.DueSoon is { } meant && meant != found.Due) || !await FallsToAsync(scope.Organisation, person, task, cancel))
        {
            return;
        }

        await using (var db = store.Read(scope))
        {
            if (await db.DoneMessages.AnyAsync(d => d.Message == delivery.Message, cancel) || await db.People.Where(p => p.Reference == person).Select(p => p.Email).SingleOrDefaultAsync(cancel) is not { } to)
            {
                return;
            }

            await MailAsync(to, letter, delivery.Message, cancel);
        }

        // A kill right here has the letter sent a second time, with the same Message-ID; no mail server offers more.
        await DoneAsync(operations.RunAsync<Delivery>(scope, "task-mail-sent", Why, async operation =>
        {
            if (!await operation.IsFirstAsync(delivery))
            {
                return Delivery.DoneBefore;
            }

            operation.Record(found.Matter.Text, new() { ["task"] = letter.Task, ["person"] = letter.Person, ["reminder"] = letter.IsReminder });
            return delivery;
        }, cancel));
    }

    private async Task<(Reference Matter, DateTimeOffset? Due, IReadOnlyList<Reference> Candidates)?> FindAsync(Scope scope, Reference task, CancellationToken cancel)
    {
        await using var db = store.Read(scope);
        if (await db.CaseTasks.SingleOrDefaultAsync(t => t.Reference == task && t.DoneAt == null, cancel) is not { } found)
        {
            return null;
        }

        var today = operations.Clock.Today();
        var people = found.Person is { } one ? [one] : await db.RoleGrants.On(today).Where(g => g.Role == found.Role || g.Is == found.Role).Select(g => g.Person).Distinct().ToListAsync(cancel);
        var deputies = await db.Deputies.On(today).Where(d => people.Contains(d.For)).Select(d => d.Person).ToListAsync(cancel);
        return (found.Matter, found.DueAt, [.. people.Union(deputies).Order(Comparer<Reference>.Create((a, b) => string.CompareOrdinal(a.Text, b.Text)))]);
    }

    private async Task<bool> FallsToAsync(string organisation, Reference person, Reference task, CancellationToken cancel)
    {
        await using var db = store.Read(Scope.Of(organisation, person));
        return await Viewer.LoadAsync(db, person, operations.Clock.Today(), cancel) is { } viewer && await MyWork.HasAsync(db, viewer, task, cancel);
    }

    private Task MailAsync(string to, TaskLetter letter, Guid id, CancellationToken cancel) => Posting.SendAsync(
        settings, to, id, letter.DueSoon is not null ? "Candour: the time for a task comes soon" : letter.IsReminder ? "Candour: the time for a task has come" : "Candour: a task for you", Text(letter), cancel);

    private string Text(TaskLetter letter) =>
        $"""
        {(letter.DueSoon is { } due ? $"The time for task {letter.Task} ends on {UkTime.Words(due.AddTicks(-1))}, and it is not done yet." : letter.IsReminder ? $"The time for task {letter.Task} has come, and it is not done yet." : $"Task {letter.Task} waits for you.")}

        {new Uri(address, "work")}

        What it is about is shown there, after you have signed in. Please do not answer this mail: nobody reads what is sent here.
        """;

    internal static async Task DoneAsync(Task<Result<Delivery>> operation)
    {
        if ((await operation).Failed(out var error, out _) && error != Delivery.DoneBefore)
        {
            throw new InvalidOperationException($"{error.Code}: {error.Message}");
        }
    }
}
