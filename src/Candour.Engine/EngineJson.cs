using System.Text.Json;
using System.Text.Json.Serialization;
using Candour.Engine.Decisions;
using Candour.Engine.Facts;
using Candour.Engine.Rulebooks;

namespace Candour.Engine;

/// <summary>How the engine's types are written as JSON: camel case, enums in lower case, nothing for null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(LevelConverter), typeof(PartConverter), typeof(BearerConverter), typeof(SourceConverter), typeof(AnswerConverter), typeof(StandingConverter), typeof(StepKindConverter)])]
[JsonSerializable(typeof(Verdict))]
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(Rulebook))]
[JsonSerializable(typeof(Library.Index))]
[JsonSerializable(typeof(Screening.CompiledVocabulary))]
[JsonSerializable(typeof(QuestionVocabulary))]
[JsonSerializable(typeof(FactDefinition[]))]
[JsonSerializable(typeof(PolicyReference[]))]
[JsonSerializable(typeof(Clause[]))]
[JsonSerializable(typeof(IReadOnlyList<TopicComparison>))]
[JsonSerializable(typeof(Versions.VersionRecord))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(IReadOnlyList<Example>))]
[JsonSerializable(typeof(CategoryDefinition[]))]
[JsonSerializable(typeof(Procedures.KindSituations[]))]
[JsonSerializable(typeof(Procedures.WalkHistory))]
[JsonSerializable(typeof(Procedures.WalkReport))]
[JsonSerializable(typeof(Procedures.StepAnswer))]
[JsonSerializable(typeof(Procedures.ListedProcedure[]))]
[JsonSerializable(typeof(Procedures.FoundProcedures))]
[JsonSerializable(typeof(IReadOnlyList<Procedures.StepAnswer>))]
[JsonSerializable(typeof(Procedures.ActVocabulary.File), TypeInfoPropertyName = "ActVocabularyFile")]
[JsonSerializable(typeof(Procedures.MatterDefinition[]))]
[JsonSerializable(typeof(Procedures.Roles.File), TypeInfoPropertyName = "PeopleFile")]
[JsonSerializable(typeof(Time.BankHolidays.File), TypeInfoPropertyName = "BankHolidayFile")]
[JsonSerializable(typeof(Screening.KindDefinition[]))]
[JsonSerializable(typeof(IReadOnlyList<ClauseCoverage>))]
[JsonSerializable(typeof(Screening.ReaderCalibration))]
[JsonSerializable(typeof(Screening.ReadersCalibration))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(Evidence.LedgerReport))]
public sealed partial class EngineJson : JsonSerializerContext
{
    /// <summary>On one line, with letters as they are.</summary>
    public static EngineJson Line => field ??= WithPlainLetters(indented: false);

    /// <summary>Indented, with letters as they are.</summary>
    public static EngineJson Readable => field ??= WithPlainLetters(indented: true);

    private static EngineJson WithPlainLetters(bool indented) =>
        new(new JsonSerializerOptions(Default.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = indented });

    private sealed class LevelConverter() : JsonStringEnumConverter<Level>(JsonNamingPolicy.KebabCaseLower);

    private sealed class AnswerConverter() : JsonStringEnumConverter<AnswerLevel>(JsonNamingPolicy.KebabCaseLower);

    private sealed class PartConverter() : JsonStringEnumConverter<Screening.DraftPart>(JsonNamingPolicy.CamelCase);

    private sealed class BearerConverter() : JsonStringEnumConverter<Screening.Bearer>(JsonNamingPolicy.KebabCaseLower);

    private sealed class StandingConverter() : JsonStringEnumConverter<Evidence.Standing>(JsonNamingPolicy.KebabCaseLower);

    private sealed class StepKindConverter() : JsonStringEnumConverter<Procedures.StepKind>(JsonNamingPolicy.KebabCaseLower);

    private sealed class SourceConverter() : JsonStringEnumConverter<FactSource>(JsonNamingPolicy.KebabCaseLower);
}
