using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Candour.Engine.Rulebooks;

/// <summary>Something wrong in a file of a rulebook or of the vocabulary.</summary>
/// <param name="File">Path as given to the loader, with the folder's own name.</param>
/// <param name="Line">From 1; 0 where it is about the whole file.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record Problem(string File, int Line, string Message)
{
    /// <summary>As editors read it: <c>file:line: message</c>.</summary>
    public override string ToString() => $"{File}:{Line}: {Message}";
}

/// <summary>Reads a YAML file node by node, keeping the place of everything that is wrong.</summary>
internal sealed class YamlFile(string name, List<Problem> problems)
{
    /// <summary>The document's root, or null with a problem noted.</summary>
    public YamlItem? Read(TextReader reader)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(reader);
            if (stream.Documents.Count == 1)
            {
                return new(this, stream.Documents[0].RootNode);
            }

            Note(1, "The file is empty. Write at least one entry, or remove the file.");
        }
        catch (YamlException wrong)
        {
            var reason = wrong.Message.Contains("Duplicate key", StringComparison.OrdinalIgnoreCase)
                ? "The same key stands twice in one entry. Remove one of them."
                : $"This is not YAML: {Plain(wrong)} Check indentation, quotes and colons on this line and the one above.";
            Note((int)wrong.Start.Line, reason);
        }

        return null;
    }

    public void Note(int line, string message) => problems.Add(new(name, line, message));

    private static string Plain(YamlException wrong)
    {
        var message = wrong.Message;
        var colon = message.LastIndexOf("): ", StringComparison.Ordinal);
        message = (colon >= 0 ? message[(colon + 3)..] : message).Trim();
        return message.EndsWith('.') ? message : message + ".";
    }
}

/// <summary>A node with its file, so that whoever reads it can say where something is wrong.</summary>
internal sealed class YamlItem(YamlFile file, YamlNode node)
{
    public int Line => (int)node.Start.Line;

    public bool IsMap => node is YamlMappingNode;

    public bool IsList => node is YamlSequenceNode;

    public string? Scalar => (node as YamlScalarNode)?.Value;

    public void Note(string message) => file.Note(Line, message);

    /// <summary>Refuses keys that are not known.</summary>
    public YamlItem Only(params ReadOnlySpan<string> keys)
    {
        if (node is not YamlMappingNode map)
        {
            Note($"This should be an entry with keys: {string.Join(", ", keys)}.");
            return this;
        }

        foreach (var (key, _) in map.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!keys.Contains(name))
            {
                file.Note((int)key.Start.Line, $"There is no key `{name}` here. Known keys: {string.Join(", ", keys)}.");
            }
        }

        return this;
    }

    public YamlItem? Get(string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? new(file, value) : null;

    /// <summary>The keys with their values, for maps whose keys are names.</summary>
    public IEnumerable<(string Key, YamlItem Value)> Entries() =>
        node is YamlMappingNode map ? map.Children.Select(c => (((YamlScalarNode)c.Key).Value ?? "", new YamlItem(file, c.Value))) : [];

    public IEnumerable<YamlItem> Items() => node is YamlSequenceNode list ? list.Children.Select(c => new YamlItem(file, c)) : [];

    /// <summary>A word or sentence that must be there.</summary>
    public string Need(string key)
    {
        var value = Maybe(key);
        if (value is null)
        {
            Note($"`{key}` is missing. Add it.");
        }

        return value ?? "";
    }

    public string? Maybe(string key)
    {
        var item = Get(key);
        if (item is null)
        {
            return null;
        }

        if (item.Scalar is not { } text || string.IsNullOrWhiteSpace(text))
        {
            item.Note($"`{key}` should be a word or a sentence, and is {(item.IsList ? "a list" : item.IsMap ? "an entry with keys" : "empty")}.");
            return null;
        }

        return text.Trim();
    }

    /// <summary>A list of words; one word stands for a list of one.</summary>
    public IReadOnlyList<string> Words(string key)
    {
        var item = Get(key);
        return item is null ? []
            : item.Scalar is { Length: > 0 } one ? [one.Trim()]
            : item.IsList ? [.. item.Items().Select(i => i.AsWord()).OfType<string>()]
            : Wrong();

        string[] Wrong()
        {
            item.Note($"`{key}` should be a list of words, such as [one, two].");
            return [];
        }
    }

    public DateOnly? Day(string key)
    {
        var text = Maybe(key);
        if (text is null)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day))
        {
            return day;
        }

        if (DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", out var first))
        {
            return first.AddMonths(1).AddDays(-1); // a month alone means its last day
        }

        Get(key)!.Note($"`{key}` should be a day written as 2026-11-30 or a month as 2026-11, and is `{text}`.");
        return null;
    }

    public double? Number(string key)
    {
        var text = Maybe(key);
        if (text is null || double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number))
        {
            return text is null ? null : double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        }

        Get(key)!.Note($"`{key}` should be a number, and is `{text}`.");
        return null;
    }

    public bool Flag(string key)
    {
        var text = Maybe(key);
        if (text is null or "true" or "false")
        {
            return text is "true";
        }

        Get(key)!.Note($"`{key}` should be true or false, and is `{text}`.");
        return false;
    }

    /// <summary>One of a closed set of words.</summary>
    public string OneOf(string key, string value, IEnumerable<string> allowed)
    {
        if (value.Length > 0 && !allowed.Contains(value))
        {
            (Get(key) ?? this).Note($"`{key}` cannot be `{value}`. It is one of: {string.Join(", ", allowed)}.");
        }

        return value;
    }

    private string? AsWord()
    {
        if (Scalar is { } text)
        {
            return text.Trim();
        }

        Note("This should be a word or a sentence.");
        return null;
    }
}
