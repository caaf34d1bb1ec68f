using System.Globalization;
using System.Text;
using Candour.Engine.Procedures;
using CsvHelper;
using CsvHelper.Configuration;
using MiniExcelLibs;

namespace Candour.Governance.Registers;

/// <summary>A register as a file for spreadsheets. What begins like a formula is made plain text.</summary>
public static class RegisterExport
{
    /// <summary>UTF-8 with a byte order mark, commas, one line an entry.</summary>
    public static void WriteCsv(Stream output, Register register, IEnumerable<RegisterLine> lines, bool restricted)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        using var csv = new CsvWriter(writer, new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape });
        foreach (var heading in Headings(register))
        {
            csv.WriteField(heading);
        }

        csv.NextRecord();
        foreach (var line in lines)
        {
            foreach (var column in Row(line, register, restricted))
            {
                csv.WriteField(column);
            }

            csv.NextRecord();
        }
    }

    /// <summary>An Excel workbook with one sheet; every cell is text, so nothing is a formula.</summary>
    public static void WriteExcel(Stream output, Register register, IEnumerable<RegisterLine> lines, bool restricted)
    {
        var headings = Headings(register).ToArray();
        output.SaveAs(lines.Select(line => headings.Zip(Row(line, register, restricted)).ToDictionary(c => c.First, object? (c) => c.Second)), sheetName: "Register");
    }

    // Two columns may have the same label; a sheet needs each name once.
    private static IEnumerable<string> Headings(Register register)
    {
        var seen = new HashSet<string>();
        foreach (var heading in register.Fields.Select(f => f.Label).Prepend("Corrects").Prepend("Case").Prepend("Made").Prepend("Entry"))
        {
            var name = heading;
            for (var n = 2; !seen.Add(name); n++)
            {
                name = $"{heading} ({n})";
            }

            yield return name;
        }
    }

    private static IEnumerable<string> Row(RegisterLine line, Register register, bool restricted) =>
        [line.Reference.Text, line.At.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture), line.Matter.Text, line.Corrects?.Text ?? "", .. RegisterList.Columns(line, register, restricted).Select(c => c ?? "restricted")];
}
