using System.Collections.Concurrent;
using Candour.Engine.Decisions;
using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;

namespace Candour.Web.Checking;

/// <summary>
/// The engine as the pages use it: rulebooks, what sees and what reads meaning, loaded once for the process. Keeps and logs nothing of a draft.
/// </summary>
public sealed class CheckDesk : IDisposable
{
    // A reader's word pieces are cut in buffers of its own, so one pair of readers serves one check at a time.
    private readonly ConcurrentStack<Readers> _idle = [];
    private readonly SemaphoreSlim _places;
    private readonly ConcurrentDictionary<(string Rulebook, Readers? Reader), Checker> _checkers = [];
    private readonly Lazy<Library> _library;
    private readonly Lazy<Screener> _screener;
    private readonly CheckSettings _settings;
    private readonly TimeProvider _time;
    private volatile bool _isReady;

    /// <summary>Makes a desk that loads when it is first used.</summary>
    /// <param name="settings">Of the installation.</param>
    /// <param name="time">Says which day it is.</param>
    public CheckDesk(CheckSettings settings, TimeProvider time)
    {
        (_settings, _time) = (settings, time);
        _places = new(settings.Readers);
        _library = new(() => Engine.Rulebooks.Library.Open(settings.Library ?? Path.Combine(AppContext.BaseDirectory, "data")));
        _screener = new(() => _library.Value.LoadScreener());
    }

    /// <summary>Rulebooks, vocabulary and a reader are loaded.</summary>
    public bool IsReady => _isReady;

    /// <summary>The rulebooks.</summary>
    public Library Library => _library.Value;

    /// <summary>The day, UK local.</summary>
    public DateOnly Today => DateOnly.FromDateTime(_time.GetLocalNow().DateTime);

    /// <summary>The version of each policy that is in force today, by the organisation's name.</summary>
    public IReadOnlyList<Library.Entry> Current => [.. Library.Contents.Rulebooks
        .Where(r => r.InForce <= Today)
        .GroupBy(r => r.Id)
        .Select(g => g.MaxBy(r => r.InForce)!)
        .OrderBy(_settings.NameOf, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Loads everything, so that the first check does not wait.</summary>
    public void Load()
    {
        foreach (var entry in Current)
        {
            Library.Get(entry);
        }

        _ = _screener.Value;
        _idle.Push(Readers.Load(Library.Models));
        _isReady = true;
    }

    /// <summary>The rulebook of a policy in force today.</summary>
    /// <param name="policy">An id, or id@version.</param>
    public Rulebook? Find(string? policy) => policy is not null && Library.Find(policy, Today, out var rulebook, out _) is LookUp.Found ? rulebook : null;

    /// <summary>A version that is installed, whatever the day; null for one that is not.</summary>
    /// <param name="policy">The rulebook's id.</param>
    /// <param name="version">Its version.</param>
    public Rulebook? Version(string policy, string version) => Library.Contents.Rulebooks.FirstOrDefault(r => r.Id == policy && r.Version == version) is { } entry ? Library.Get(entry) : null;

    /// <summary>Judges a draft with everything that reads, and looks for a milder version.</summary>
    /// <param name="rulebook">The rules.</param>
    /// <param name="draft">What somebody means to publish.</param>
    /// <param name="on">The day whose rules count.</param>
    /// <param name="cancel">Gives up waiting for a reader.</param>
    public async Task<Checked> CheckAsync(Rulebook rulebook, Draft draft, DateOnly on, CancellationToken cancel)
    {
        await _places.WaitAsync(cancel);
        Readers? reader = null;
        try
        {
            reader = _idle.TryPop(out var idle) ? idle : Readers.Load(Library.Models);
            var checker = For(rulebook, reader);
            var verdict = checker.Check(draft, on, offerEdits: draft.Text.Length <= _settings.LongestEdited);
            var edited = verdict.Edits.Count == 0 ? null : EditFinder.Apply(draft.Text, verdict.Edits);
            return new(verdict, edited, edited is null ? null : checker.Check(draft with { Text = edited }, on, offerEdits: false).Level);
        }
        finally
        {
            if (reader is not null)
            {
                _idle.Push(reader);
            }

            _places.Release();
        }
    }

    /// <summary>Judges a draft by detectors and patterns alone, for checking while somebody types.</summary>
    /// <param name="rulebook">The rules.</param>
    /// <param name="draft">What somebody means to publish.</param>
    /// <param name="on">The day whose rules count.</param>
    public Verdict CheckQuickly(Rulebook rulebook, Draft draft, DateOnly on) => For(rulebook, null).Check(draft, on, offerEdits: false);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var reader in _idle)
        {
            reader.Dispose();
        }

        _places.Dispose();
    }

    private Checker For(Rulebook rulebook, Readers? reader) =>
        _checkers.GetOrAdd(($"{rulebook.Id}@{rulebook.Version} {string.Join(' ', rulebook.Settings.Select(s => $"{s.Id}={s.Value}"))}", reader), _ => new(rulebook, _screener.Value, reader, _settings.ExampleTerms));
}

/// <summary>A verdict, and the version of the text that was found to be milder.</summary>
/// <param name="Verdict">Of the text as it is.</param>
/// <param name="Edited">The text with the verdict's edits; null without any.</param>
/// <param name="EditedLevel">How that version stands, from a check of its own.</param>
public sealed record Checked(Verdict Verdict, string? Edited, Level? EditedLevel);
