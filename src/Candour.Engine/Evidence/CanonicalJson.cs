using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Candour.Engine.Evidence;

/// <summary>
/// JSON in its canonical form, so that equal content has equal bytes: RFC 8785 (JSON Canonicalization Scheme). Members are sorted by UTF-16
/// code units, numbers are written as ECMAScript writes a double, strings with the fewest escapes, no white space, UTF-8.
/// What I-JSON (RFC 7493) rules out is refused: a name twice in one object, half of a surrogate pair, a number that a double cannot hold.
/// A whole number whose digits a double would round, such as 9007199254740993, is refused too: two different amounts must not have one hash.
/// Source: https://www.rfc-editor.org/rfc/rfc8785. Checked on 2026-11-30 against its author's test files and its table of numbers as three
/// public implementations quote it; the RFC's own page was not at hand.
/// </summary>
public static class CanonicalJson
{
    /// <summary>Deepest nesting that is read or written.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, 32).Select(c => (char)c), '"', '\\']);

    /// <summary>The canonical bytes of a value.</summary>
    /// <param name="value">Any JSON value.</param>
    /// <returns>UTF-8 bytes.</returns>
    /// <exception cref="InvalidDataException">The value has no canonical form; the message says why.</exception>
    public static byte[] Write(JsonElement value)
    {
        var output = new ArrayBufferWriter<byte>(256);
        Write(value, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Writes the canonical bytes of a value.</summary>
    /// <param name="value">Any JSON value.</param>
    /// <param name="output">Where they go.</param>
    /// <exception cref="InvalidDataException">The value has no canonical form; the message says why. Part of it may be written.</exception>
    public static void Write(JsonElement value, IBufferWriter<byte> output) => WriteValue(value, output, 0);

    /// <summary>Reads one JSON text, refusing what cannot be made canonical.</summary>
    /// <param name="utf8">The text, UTF-8.</param>
    /// <returns>The value, which holds its own memory.</returns>
    /// <exception cref="InvalidDataException">Not JSON, or a name stands twice in one object.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8.ToArray(), Strict);
            return document.RootElement.Clone();
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException(wrong.Message);
        }
        catch (InvalidOperationException)
        {
            throw HalfPair();
        }
    }

    /// <summary>Writes a string with its quotation marks.</summary>
    /// <param name="text">The string.</param>
    /// <param name="output">Where it goes.</param>
    /// <exception cref="InvalidDataException">It holds half of a surrogate pair.</exception>
    public static void WriteString(string text, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(text);
        WriteRaw("\""u8, output);
        var rest = text.AsSpan();
        while (true)
        {
            var stop = rest.IndexOfAny(Escaped);
            WriteText(stop < 0 ? rest : rest[..stop], output);
            if (stop < 0)
            {
                break;
            }

            WriteEscape(rest[stop], output);
            rest = rest[(stop + 1)..];
        }

        WriteRaw("\""u8, output);
    }

    /// <summary>A number as ECMAScript writes it.</summary>
    /// <param name="number">A finite double.</param>
    /// <returns>The text.</returns>
    /// <exception cref="InvalidDataException">Not a number, or infinite.</exception>
    public static string Number(double number)
    {
        if (!double.IsFinite(number))
        {
            throw new InvalidDataException("A number is too large for a double, the only kind of number that canonical JSON has.");
        }

        if (number == 0)
        {
            return "0";
        }

        // The runtime finds the shortest digits that read back as the same double; only their layout differs from ECMAScript's.
        Span<char> text = stackalloc char[32];
        number.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        return LayOut(text[..length]);
    }

    private static string LayOut(ReadOnlySpan<char> shortest)
    {
        var sign = shortest[0] is '-' ? "-" : "";
        shortest = shortest[sign.Length..];
        var e = shortest.IndexOf('E');
        var exponent = e < 0 ? 0 : int.Parse(shortest[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? shortest : shortest[..e];
        var dot = mantissa.IndexOf('.');
        var all = dot < 0 ? mantissa.ToString() : string.Concat(mantissa[..dot], mantissa[(dot + 1)..]);
        var leading = all.Length - all.TrimStart('0').Length;
        var digits = all.Trim('0');

        // The value is 0.digits times ten to the power of point: ECMAScript's n.
        var point = (dot < 0 ? mantissa.Length : dot) + exponent - leading;
        return sign + (point, digits.Length) switch
        {
            ( > 0 and <= 21, var k) when k <= point => digits + new string('0', point - k),
            ( > 0 and <= 21, _) => $"{digits[..point]}.{digits[point..]}",
            ( > -6 and <= 0, _) => $"0.{new string('0', -point)}{digits}",
            (_, 1) => $"{digits}e{Signed(point - 1)}",
            _ => $"{digits[0]}.{digits[1..]}e{Signed(point - 1)}",
        };

        static string Signed(int n) => n < 0 ? n.ToString(CultureInfo.InvariantCulture) : $"+{n.ToString(CultureInfo.InvariantCulture)}";
    }

    private static void WriteValue(JsonElement value, IBufferWriter<byte> output, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new InvalidDataException($"The value is nested deeper than {MaxDepth} levels.");
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, output, depth);
                break;
            case JsonValueKind.Array:
                WriteArray(value, output, depth);
                break;
            case JsonValueKind.String when IsPlain(JsonMarshal.GetRawUtf8Value(value)):
                WriteRaw(JsonMarshal.GetRawUtf8Value(value), output);
                break;
            case JsonValueKind.String:
                WriteString(Text(value), output);
                break;
            case JsonValueKind.Number:
                WriteNumber(value, output);
                break;
            case JsonValueKind.True:
                WriteRaw("true"u8, output);
                break;
            case JsonValueKind.False:
                WriteRaw("false"u8, output);
                break;
            case JsonValueKind.Null:
                WriteRaw("null"u8, output);
                break;
            default:
                throw new InvalidDataException("There is no value here.");
        }
    }

    // Without an escape there is one way to write a string, and it stands there already.
    private static bool IsPlain(ReadOnlySpan<byte> raw) => !raw.Contains((byte)'\\') && Utf8.IsValid(raw);

    private static void WriteObject(JsonElement value, IBufferWriter<byte> output, int depth)
    {
        if (IsSorted(value))
        {
            WriteSorted(value, output, depth);
            return;
        }

        var count = value.GetPropertyCount();
        var members = new (string Name, JsonElement Value)[count];
        var sorted = true;
        var i = 0;
        foreach (var member in value.EnumerateObject())
        {
            members[i] = (Name(member), member.Value);
            sorted = sorted && (i == 0 || string.CompareOrdinal(members[i - 1].Name, members[i].Name) < 0);
            i++;
        }

        if (!sorted)
        {
            Array.Sort(members, (a, b) => string.CompareOrdinal(a.Name, b.Name));
        }

        WriteRaw("{"u8, output);
        for (i = 0; i < count; i++)
        {
            if (i > 0)
            {
                if (members[i].Name == members[i - 1].Name)
                {
                    throw new InvalidDataException($"The name `{members[i].Name}` stands twice in one object. Canonical JSON has each name once.");
                }

                WriteRaw(","u8, output);
            }

            WriteString(members[i].Name, output);
            WriteRaw(":"u8, output);
            WriteValue(members[i].Value, output, depth + 1);
        }

        WriteRaw("}"u8, output);
    }

    // Whether the names stand in order as they are: in ASCII the order of bytes is that of UTF-16.
    private static bool IsSorted(JsonElement value)
    {
        ReadOnlySpan<byte> before = [];
        var first = true;
        foreach (var member in value.EnumerateObject())
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(member);
            if (!Ascii.IsValid(name) || name.Contains((byte)'\\') || (!first && before.SequenceCompareTo(name) >= 0))
            {
                return false;
            }

            before = name;
            first = false;
        }

        return true;
    }

    private static void WriteSorted(JsonElement value, IBufferWriter<byte> output, int depth)
    {
        var opening = "{\""u8;
        foreach (var member in value.EnumerateObject())
        {
            WriteRaw(opening, output);
            WriteRaw(JsonMarshal.GetRawUtf8PropertyName(member), output);
            WriteRaw("\":"u8, output);
            WriteValue(member.Value, output, depth + 1);
            opening = ",\""u8;
        }

        WriteRaw(opening[0] is (byte)'{' ? "{}"u8 : "}"u8, output);
    }

    private static void WriteArray(JsonElement value, IBufferWriter<byte> output, int depth)
    {
        WriteRaw("["u8, output);
        var first = true;
        foreach (var item in value.EnumerateArray())
        {
            if (!first)
            {
                WriteRaw(","u8, output);
            }

            first = false;
            WriteValue(item, output, depth + 1);
        }

        WriteRaw("]"u8, output);
    }

    private static void WriteNumber(JsonElement value, IBufferWriter<byte> output)
    {
        if (value.TryGetInt64(out var whole) && Math.Abs(whole / 2) < 1L << 52)
        {
            // Zero may have been written as -0, whose canonical form has no sign.
            Span<byte> digits = stackalloc byte[20];
            whole.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
            WriteRaw(digits[..length], output);
            return;
        }

        var given = value.GetRawText();
        var text = Number(value.GetDouble());
        if (!given.AsSpan().ContainsAny('.', 'e', 'E') && given != text && !SameWhole(given, text))
        {
            throw new InvalidDataException($"The whole number {given} has more digits than a double holds, and would be rounded to {text}. Write it as a string.");
        }

        WriteText(text, output);
    }

    private static bool SameWhole(string given, string written) =>
        System.Numerics.BigInteger.Parse(given, CultureInfo.InvariantCulture) == System.Numerics.BigInteger.Parse(written, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Text(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw HalfPair();
        }
    }

    private static string Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw HalfPair();
        }
    }

    private static InvalidDataException HalfPair() => new("A string holds half of a surrogate pair, or bytes that are not UTF-8: no text can be made of it.");

    private static void WriteEscape(char c, IBufferWriter<byte> output)
    {
        switch (c)
        {
            case '"':
                WriteRaw("\\\""u8, output);
                break;
            case '\\':
                WriteRaw("\\\\"u8, output);
                break;
            case '\b':
                WriteRaw("\\b"u8, output);
                break;
            case '\t':
                WriteRaw("\\t"u8, output);
                break;
            case '\n':
                WriteRaw("\\n"u8, output);
                break;
            case '\f':
                WriteRaw("\\f"u8, output);
                break;
            case '\r':
                WriteRaw("\\r"u8, output);
                break;
            default:
                WriteText($"\\u{(int)c:x4}", output);
                break;
        }
    }

    private static void WriteText(ReadOnlySpan<char> text, IBufferWriter<byte> output)
    {
        try
        {
            var space = output.GetSpan(StrictUtf8.GetMaxByteCount(text.Length));
            output.Advance(StrictUtf8.GetBytes(text, space));
        }
        catch (EncoderFallbackException)
        {
            throw HalfPair();
        }
    }

    private static void WriteRaw(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output) => output.Write(bytes);
}
