using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Candour.Engine.Evidence;
using Candour.Governance.Background;
using Candour.Governance.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Candour.Governance.Ledger;

/// <summary>The one way in which anything is written: the change and who, what, when and why, in one transaction.</summary>
/// <param name="store">Where.</param>
/// <param name="clock">When.</param>
/// <param name="outbox">Where messages of operations go; null where none may be sent, as on the command line.</param>
public sealed class Operations(Store store, TimeProvider clock, Outbox? outbox = null)
{
    /// <summary>The name of the figures about operations.</summary>
    public const string MeterName = "Candour.Operations";

    private const int MostTries = 20;

    private static readonly Meter Figures = new(MeterName);

    private static readonly Histogram<double> Durations = Figures.CreateHistogram<double>("candour.operation.duration", "s", "How long operations take, by pinned name and outcome.");

    /// <summary>The clock that entries are written by.</summary>
    public TimeProvider Clock { get; } = clock;

    /// <summary>Runs one operation.</summary>
    /// <param name="scope">The organisation, and who acts.</param>
    /// <param name="what">Pinned name of the deed: <c>role-granted</c>.</param>
    /// <param name="why">The reason, 1 to <see cref="Entry.WhyMaxLength"/> characters.</param>
    /// <param name="work">Looks, checks and changes. Must change nothing but the context: it runs again when another operation got in first.</param>
    /// <param name="cancel">Stops the work; nothing is then stored.</param>
    /// <returns>What the work returned, stored; or its error, or <c>operation.why</c> or <c>note.data</c>, and then nothing is stored.</returns>
    public async Task<Result<T>> RunAsync<T>(Scope scope, string what, string why, Func<Operation, Task<Result<T>>> work, CancellationToken cancel) where T : class
    {
        if (string.IsNullOrWhiteSpace(why) || why.Length > Entry.WhyMaxLength)
        {
            return new Error("operation.why", $"The reason has {why.Trim().Length:N0} characters.", $"Say in 1 to {Entry.WhyMaxLength:N0} characters why this is done; it stands in the ledger.");
        }

        if (PlainWords.Refuse(why) is { } notWords)
        {
            return notWords;
        }

        var since = Stopwatch.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            try
            {
                var result = await OnceAsync(scope, tries > 1, what, why, work, cancel);
                Durations.Record(Stopwatch.GetElapsedTime(since).TotalSeconds, new("operation", what), new("outcome", result.Error?.Code ?? "stored"));
                return result;
            }
            catch (Exception failed) when (tries < MostTries && IsPassing(failed))
            {
                await Task.Delay(Random.Shared.Next(5, 20 + (10 * tries)), cancel);
            }
        }
    }

    private async Task<Result<T>> OnceAsync<T>(Scope scope, bool alone, string what, string why, Func<Operation, Task<Result<T>>> work, CancellationToken cancel) where T : class
    {
        Operation operation = null!;
        return await store.WriteAsync(scope, alone, async db =>
        {
            operation = new Operation(db, Clock.Now(), what, why, cancel);
            if (await RefuseAsync(operation) is { } refused)
            {
                return (refused, false);
            }

            var result = await work(operation);
            if (result.Failed(out _, out _))
            {
                return (result, false);
            }

            db.Entries.Add(operation.ToEntry());
            return (result, true);
        }, transaction => SendAsync(operation, transaction), cancel);
    }

    private async Task<Func<Task>?> SendAsync(Operation operation, DbTransaction transaction)
    {
        if (operation.Messages.Count == 0)
        {
            return null;
        }

        return outbox is null ? throw new InvalidOperationException("An operation sends a message, and there is no outbox here.")
            : await outbox.StoreAsync(transaction, [.. operation.Messages.Select(m => (outbox.Pack(operation.Scope.Organisation, m.Message), m.At))]);
    }

    private async Task<Error?> RefuseAsync(Operation operation)
    {
        var scope = operation.Scope;
        if (scope.IsInstallation)
        {
            return null;
        }

        var organisation = await operation.Db.Organisations.FindAsync([scope.Organisation], operation.Cancel);
        return organisation is null ? new("organisation.not-found", $"There is no organisation `{scope.Organisation}`.", "Check its id.")
            : scope.Person is not null && !organisation.Exists(Clock.Today()) ? new("organisation.dissolved", $"Organisation `{scope.Organisation}` ended on {organisation.DissolvedOn:yyyy-MM-dd}.", "Nobody acts in it any more; turn to its successor.")
            : null;
    }

    // Another writer was first, or the random reference was taken: the same work, done again, may well succeed.
    private static bool IsPassing(Exception? failed) => failed switch
    {
        null => false,
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation } => true,
        SqliteException { SqliteErrorCode: 5 or 6 } => true, // busy, locked: another process holds the file
        SqliteException { SqliteExtendedErrorCode: 1555 or 2067 } => true, // primary key, unique
        _ => IsPassing(failed.InnerException),
    };
}

/// <summary>One operation while it runs.</summary>
public sealed class Operation
{
    private readonly string _what;
    private readonly string _why;
    private string? _subject;
    private JsonObject? _content;
    private readonly List<(object Message, DateTimeOffset? At)> _messages = [];
    private IReadOnlyList<NamedThing> _things = [];

    internal Operation(GovernanceContext db, DateTimeOffset at, string what, string why, CancellationToken cancel) =>
        (Db, At, _what, _why, Cancel) = (db, at, what, why, cancel);

    /// <summary>The scope's rows, tracked; saved when the work returns without error.</summary>
    public GovernanceContext Db { get; }

    public Scope Scope => Db.Scope;

    public DateTimeOffset At { get; }

    public CancellationToken Cancel { get; }

    /// <summary>Says what was done to what. Each operation does so exactly once.</summary>
    /// <param name="subject">A reference or an id.</param>
    /// <param name="content">What changed. References and pinned words rather than names, so that little need ever be erased.</param>
    /// <param name="things">Bytes kept outside the ledger that the entry vouches for.</param>
    public void Record(string subject, JsonObject content, params IReadOnlyList<NamedThing> things)
    {
        if (_subject is not null)
        {
            throw new InvalidOperationException($"Operation `{_what}` recorded twice.");
        }

        (_subject, _content, _things) = (subject, content, things);
    }

    /// <summary>Has something done afterwards, if this operation is stored: at once, or at an instant. Whatever befalls the process, it is done at least once.</summary>
    /// <param name="message">References and pinned words; no names, no text. A <see cref="JobKind"/> says what is done.</param>
    /// <param name="at">Not before; null for at once.</param>
    public void Send<T>(T message, DateTimeOffset? at = null) where T : class => _messages.Add((message, at));

    /// <summary>For handlers of messages: whether what this message asks for is to be done now. When this operation is stored, the answer will be no the next time.</summary>
    public async Task<bool> IsFirstAsync(Delivery delivery)
    {
        if (await Db.DoneMessages.FindAsync([Scope.Organisation, delivery.Message], Cancel) is not null)
        {
            return false;
        }

        Db.DoneMessages.Add(new() { Organisation = Scope.Organisation, Message = delivery.Message, At = At });
        return true;
    }

    internal IReadOnlyList<(object Message, DateTimeOffset? At)> Messages => _messages;

    internal Entry ToEntry() =>
        Entry.Make(Scope, At, _what, _subject ?? throw new InvalidOperationException($"Operation `{_what}` recorded nothing, so nothing was written."), _why, _content!, _things);
}
