using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Candour.Governance.Storage;
using CsvHelper;
using CsvHelper.Configuration;

namespace Candour.Governance.People;

/// <summary>A workforce as comma-separated values, read and checked line by line; looks at nothing that is kept.</summary>
internal sealed class WorkforceFile
{
    public const int MaxBytes = 20 * 1024 * 1024;

    private static readonly string[] Required = ["staff_number", "name", "joined_on"];
    private static readonly string[] Optional = ["email", "left_on", "manager", "place", "as"];
    private static readonly string[] DayForms = ["yyyy-MM-dd", "dd/MM/yyyy"];

    private WorkforceFile(string sha256) => Sha256 = sha256;

    public string Sha256 { get; }

    /// <summary>Lines that can be taken, by staff number.</summary>
    public Dictionary<string, Row> Rows { get; } = [];

    public List<ImportProblem> Problems { get; } = [];

    public List<string> ColumnsNotRead { get; } = [];

    public static async Task<(WorkforceFile? File, Error? Error)> ReadAsync(Stream input, CancellationToken cancel)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[81920];
        for (int n; (n = await input.ReadAsync(chunk, cancel)) > 0;)
        {
            if (buffer.Length + n > MaxBytes)
            {
                return (null, new("import.size", $"The file has more than {MaxBytes / 1024 / 1024} MB.", "Import it in parts."));
            }

            buffer.Write(chunk, 0, n);
        }

        var bytes = buffer.ToArray();
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException wrong)
        {
            var line = bytes.AsSpan(0, Math.Clamp(wrong.Index, 0, bytes.Length)).Count((byte)'\n') + 1;
            return (null, new("import.encoding", $"Line {line} is not UTF-8.", "Save the file as CSV UTF-8 and try again."));
        }

        var file = new WorkforceFile(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        return file.Read(text) is { } error ? (null, error) : (file, null);
    }

    private Error? Read(string text)
    {
        var broken = false;
        using var csv = new CsvReader(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            TrimOptions = TrimOptions.Trim, PrepareHeaderForMatch = h => h.Header.Trim().ToLowerInvariant(), MissingFieldFound = null, BadDataFound = _ => broken = true,
        });
        if (!csv.Read() || !csv.ReadHeader() || csv.HeaderRecord is not { } header)
        {
            return new("import.columns", "The file is empty.", $"Its first line names the columns: {string.Join(", ", Required)}, and perhaps {string.Join(", ", Optional)}.");
        }

        var columns = header.Select(h => h.Trim().ToLowerInvariant()).ToArray();
        if (Required.Except(columns).ToArray() is { Length: > 0 } missing)
        {
            return new("import.columns", $"Line 1 names no column {string.Join(" and no ", missing.Select(m => $"`{m}`"))}.", $"Name the columns {string.Join(", ", Required)}, and perhaps {string.Join(", ", Optional)}.");
        }

        if (columns.GroupBy(c => c).FirstOrDefault(g => g.Count() > 1 && (Required.Contains(g.Key) || Optional.Contains(g.Key))) is { } twice)
        {
            return new("import.columns", $"Line 1 names column `{twice.Key}` twice.", "Remove one of them.");
        }

        ColumnsNotRead.AddRange(columns.Except([.. Required, .. Optional]));
        for (var before = csv.Parser.RawRow; csv.Read(); before = csv.Parser.RawRow, broken = false)
        {
            _ = csv.Parser.Record; // fields are looked at only now, and bad ones found
            Take(before + 1, csv, broken || csv.Parser.RawRecord.Count(c => c is '"') % 2 != 0);
        }

        return null;
    }

    private void Take(int line, CsvReader csv, bool broken)
    {
        string? Field(string name) => csv.TryGetField<string>(name, out var field) && !string.IsNullOrWhiteSpace(field) ? field.Trim() : null;

        var number = Field("staff_number") ?? "";
        void Refuse(string message) => Problems.Add(new(line, number, message, Taken: false));

        var (joined, left) = (Day(Field("joined_on")), Day(Field("left_on")));
        var (place, actor) = (Field("place"), Field("as") ?? "employee");
        if (broken)
        {
            Refuse("A quotation mark stands where none may, or is never closed. Double it within a quoted field.");
        }
        else if (Person.Check(number, Field("name") ?? "", Field("email")) is { } wrong)
        {
            Refuse($"{wrong.Message} {wrong.Remedy}");
        }
        else if (joined is null)
        {
            Refuse($"`{Field("joined_on")}` is no day for joined_on. Write it as 2026-04-01 or 01/04/2026.");
        }
        else if (left is null && Field("left_on") is { } notADay)
        {
            Refuse($"`{notADay}` is no day for left_on. Write it as 2026-04-01 or 01/04/2026.");
        }
        else if (left < joined)
        {
            Refuse($"left_on {left:yyyy-MM-dd} is before joined_on {joined:yyyy-MM-dd}.");
        }
        else if (place is not null && Placement.Check(place, actor) is { } nowhere)
        {
            Refuse($"{nowhere.Message} {nowhere.Remedy}");
        }
        else if (place is null && Field("as") is not null)
        {
            Refuse("`as` says what somebody is at a place, and the line names no place.");
        }
        else if (Field("manager") == number)
        {
            Refuse($"`{number}` is their own manager.");
        }
        else if (!Rows.TryAdd(number, new(line, number, Field("name")!, Field("email"), joined.Value, left, Field("manager"), place, actor)))
        {
            Refuse($"Staff number `{number}` stands in line {Rows[number].Line} already.");
        }
    }

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public sealed record Row(int Line, string StaffNumber, string Name, string? Email, DateOnly JoinedOn, DateOnly? LeftOn, string? Manager, string? Place, string As);
}
