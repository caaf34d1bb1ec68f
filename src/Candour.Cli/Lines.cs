using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Candour.Cli;

/// <summary>One line of a file of posts.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Json">The object, when it could be read.</param>
/// <param name="Error">What is wrong with the line, when it could not.</param>
internal sealed record Line(int Number, JsonElement? Json, string? Error)
{
    public string? Id => Json is { } json && json.TryGetProperty("id", out var id) ? (id.ValueKind is JsonValueKind.String ? id.GetString() : id.GetRawText()) : null;

    public string? Word(string name) =>
        Json is { } json && json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}

/// <summary>Reads JSON lines one by one, so that memory does not grow with the file.</summary>
internal static class Lines
{
    private const int MostLineBytes = 4 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static IEnumerable<Line> Read(Stream stream, Action<long>? progress = null)
    {
        var number = 0;
        foreach (var (bytes, tooLong) in Split(stream, progress))
        {
            number++;
            if (tooLong)
            {
                yield return new(number, null, $"Line {number} is longer than {MostLineBytes:N0} bytes.");
            }
            else if (bytes.Length > 0 && !IsBlank(bytes))
            {
                yield return Parse(bytes, number);
            }
        }
    }

    private static Line Parse(byte[] bytes, int number)
    {
        try
        {
            _ = Strict.GetCharCount(bytes);
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? new(number, document.RootElement.Clone(), null)
                : new(number, null, $"Line {number} is JSON but no object. Write {{\"id\":\"..\",\"text\":\"..\"}}.");
        }
        catch (DecoderFallbackException)
        {
            return new(number, null, $"Line {number} is not UTF-8.");
        }
        catch (JsonException)
        {
            return new(number, null, $"Line {number} is not JSON.");
        }
    }

    private static bool IsBlank(byte[] bytes) => bytes.AsSpan().IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)'\r') < 0;

    private static IEnumerable<(byte[] Line, bool TooLong)> Split(Stream stream, Action<long>? progress)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(1 << 16);
        var line = new ArrayBufferWriter<byte>(4096);
        var tooLong = false;
        long read = 0;
        for (int n; (n = stream.Read(chunk, 0, chunk.Length)) > 0;)
        {
            read += n;
            var from = 0;
            for (int at; (at = Array.IndexOf(chunk, (byte)'\n', from, n - from)) >= 0; from = at + 1)
            {
                Append(from, at);
                yield return (line.WrittenSpan.ToArray(), tooLong);
                line.ResetWrittenCount();
                tooLong = false;
            }

            Append(from, n);
            progress?.Invoke(read);
        }

        ArrayPool<byte>.Shared.Return(chunk);
        if (line.WrittenCount > 0 || tooLong)
        {
            yield return (line.WrittenSpan.ToArray(), tooLong);
        }

        void Append(int from, int to)
        {
            tooLong |= line.WrittenCount + (to - from) > MostLineBytes;
            if (!tooLong)
            {
                line.Write(chunk.AsSpan(from, to - from));
            }
        }
    }
}
