using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;

namespace Candour.Web.Checking;

/// <summary>A draft as it stands in the form: sent from page to page, kept nowhere.</summary>
public sealed class DraftForm
{
    private const string FactPrefix = "fact-";

    /// <summary>The parts of the draft beside the facts, by the names of their fields.</summary>
    public static IReadOnlyList<string> PartNames { get; } = ["text", "bio", "accountName", "ownName", "quoted"];

    /// <summary>What each part says.</summary>
    public Dictionary<string, string> Parts { get; } = [];

    /// <summary>What was answered, several answers for a set.</summary>
    public Dictionary<string, string[]> Facts { get; } = [];

    /// <summary>A part's words; empty when there are none.</summary>
    /// <param name="part">One of <see cref="PartNames"/>.</param>
    public string this[string part] => Parts.GetValueOrDefault(part, "");

    /// <summary>There is nothing to check.</summary>
    public bool IsEmpty => Parts.Values.All(string.IsNullOrWhiteSpace);

    /// <summary>There is something beside the text.</summary>
    public bool HasProfile => PartNames.Skip(1).Any(p => this[p].Length > 0);

    /// <summary>The one answer to a question, if there is one.</summary>
    /// <param name="fact">Its name.</param>
    public string? Answer(string fact) => Facts.GetValueOrDefault(fact)?.FirstOrDefault();

    /// <summary>Reads a posted form. Line breaks become those of the text as people count it.</summary>
    /// <param name="form">As posted.</param>
    public static DraftForm Read(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var draft = new DraftForm();
        foreach (var part in PartNames)
        {
            draft.Parts[part] = form[part].ToString().ReplaceLineEndings("\n");
        }

        foreach (var (name, values) in form.Where(f => f.Key.StartsWith(FactPrefix, StringComparison.Ordinal)))
        {
            var given = values.Where(v => !string.IsNullOrEmpty(v) && v is not "unknown").Select(v => v!).Distinct().ToArray();
            if (given.Length > 0)
            {
                draft.Facts[name[FactPrefix.Length..]] = given;
            }
        }

        return draft;
    }

    /// <summary>The draft for the engine.</summary>
    /// <param name="rulebook">Names the platforms.</param>
    /// <param name="problem">What is wrong with a fact and what to do; null when nothing is.</param>
    public Draft ToDraft(Rulebook rulebook, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        var facts = new FactSet();
        problem = Facts.SelectMany(f => f.Value.Select(v => facts.Give(f.Key, v, rulebook.Platforms))).FirstOrDefault(w => w is not null);
        return new()
        {
            Text = this["text"],
            Bio = Part("bio"),
            AccountName = Part("accountName"),
            OwnName = Part("ownName"),
            Quoted = Part("quoted"),
            Facts = facts,
        };
    }

    /// <summary>All fields, for a form that carries the draft on.</summary>
    /// <param name="except">Facts that the form asks for itself.</param>
    public IEnumerable<(string Name, string Value)> Fields(IReadOnlyCollection<string> except) =>
        Parts.Where(p => p.Value.Length > 0).Select(p => (p.Key, p.Value))
            .Concat(Facts.Where(f => !except.Contains(f.Key)).SelectMany(f => f.Value.Select(v => (FactPrefix + f.Key, v))));

    private string? Part(string name) => string.IsNullOrWhiteSpace(this[name]) ? null : this[name];
}
