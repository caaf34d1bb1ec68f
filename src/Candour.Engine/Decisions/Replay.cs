using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;
using Candour.Engine.Screening;

namespace Candour.Engine.Decisions;

/// <summary>Judges a kept verdict again, from its findings, facts and scores: no text, no detectors, no reader.</summary>
public static class Replay
{
    /// <summary>Judges again.</summary>
    /// <param name="kept">A verdict as written by <c>candour check --format json</c>, with or without the words of its findings.</param>
    /// <param name="rulebook">The rulebook whose stamp the verdict carries.</param>
    /// <param name="calibration">Of the readers that the verdict names.</param>
    /// <returns>The verdict reached now; edits are those of the kept one.</returns>
    /// <exception cref="InvalidDataException">The rulebook or a reader is another one than the verdict names.</exception>
    public static Verdict Run(Verdict kept, Rulebook rulebook, ReadersCalibration? calibration)
    {
        if (rulebook.Stamp != kept.Rulebook)
        {
            throw new InvalidDataException($"The verdict was reached with rulebook {kept.Rulebook}, and {rulebook.Id}@{rulebook.Version} is {rulebook.Stamp} here. Install the rulebook of that day.");
        }

        string[] named = [.. kept.Readers.Where(r => r.Sha256 is not null).Select(r => r.Sha256!)];
        string[] here = calibration is null ? [] : [calibration.QuickSha256, calibration.CloseSha256];
        if (named.Length > 0 && !named.SequenceEqual(here))
        {
            throw new InvalidDataException($"The verdict names the readers {string.Join(", ", named)}, and those here are {(here.Length == 0 ? "none" : string.Join(", ", here))}. Install the models of that day.");
        }

        var findings = Findings(kept);
        var facts = new FactSet();
        foreach (var fact in kept.Facts)
        {
            facts.Infer(new(fact.Name, fact.Value.Split(','), fact.From, fact.Start, fact.End));
        }

        var notChecked = kept.NotChecked.Where(n => n.What is not "rules about what you did not say").ToArray();
        return new Judge(rulebook, named.Length == 0 ? null : calibration).Decide(findings, facts, kept.Readers, notChecked, null, kept.On, kept.Considered is not null)
            with { Engine = kept.Engine, Edits = kept.Edits };
    }

    private static Finding[] Findings(Verdict kept)
    {
        var findings = kept.Findings.Select(f => new Finding(f.Kind, f.Start, f.End, f.Score, f.Why)
        {
            Topic = f.Topic,
            Part = f.In ?? DraftPart.Text,
            About = f.About ?? Bearer.Nobody,
            Lifted = f.Lifted ?? false,
        }).ToArray();
        for (var i = 0; i < findings.Length; i++)
        {
            if (kept.Findings[i].Of is { } of)
            {
                findings[i] = findings[i] with { Of = [.. of.Select(o => findings[o])] };
            }
        }

        return findings;
    }
}
