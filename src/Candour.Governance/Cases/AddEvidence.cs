using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Candour.Engine.Evidence;
using Candour.Governance.Access;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;

namespace Candour.Governance.Cases;

/// <summary>Keeps a file as evidence in a case. A procedure that forbids copying the image has no way in for a file.</summary>
public sealed class AddEvidence(Operations operations, AccessPolicy access, RulebookShelf shelf)
{
    // What a screen shows, a page saved, a message exported. Nothing that runs: programs, scripts, documents with macros.
    private static readonly string[] Kinds = [".png", ".jpg", ".jpeg", ".webp", ".gif", ".pdf", ".txt", ".csv", ".eml", ".mp4", ".mov", ".mp3", ".m4a", ".wav", ".json", ".warc", ".zip"];

    public sealed record Request
    {
        public required Reference Case { get; init; }

        /// <summary>As it was called.</summary>
        public required string Name { get; init; }

        public required ReadOnlyMemory<byte> Content { get; init; }

        /// <summary>What it shows and where it comes from, in words.</summary>
        public required string Description { get; init; }

        public bool Distressing { get; init; }
    }

    /// <returns>The file, or <c>case.not-found</c>, <c>case.closed</c>, <c>case.merged</c>, <c>file.refused</c>, <c>file.name</c>, <c>file.kind</c>, <c>file.size</c>, <c>file.description</c> or <c>note.data</c>.</returns>
    public Task<Result<EvidenceFile>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<EvidenceFile>(scope, "evidence-kept", "evidence in the case", async operation =>
        {
            if ((await CaseInReach.OpenAsync(operation, access, request.Case)).Failed(out var error, out var reach))
            {
                return error;
            }

            if (!TakesFiles(shelf.ProcedureOf(reach.Case)))
            {
                return new Error("file.refused", "Nothing is uploaded here: a picture of this may be an offence to copy, whoever does it.", "Leave it where it is, as it is. Call 101, and write in words what you know.");
            }

            var name = Path.GetFileName(request.Name.Replace('\\', '/')).Trim();
            if (name.Length is 0 or > EvidenceFile.NameMaxLength || name.Any(char.IsControl))
            {
                return new Error("file.name", "The file has no name that can be kept.", $"Give it a name of 1 to {EvidenceFile.NameMaxLength} characters.");
            }

            if (!Kinds.Contains(Path.GetExtension(name).ToLowerInvariant()))
            {
                return new Error("file.kind", $"`{name}` is not of a kind that is kept as evidence.", $"Kept are: {string.Join(" ", Kinds)}.");
            }

            if (request.Content.Length is 0 or > EvidenceFile.MaxSize)
            {
                return new Error("file.size", $"The file has {request.Content.Length:N0} bytes.", $"It may have 1 to {EvidenceFile.MaxSize:N0}.");
            }

            var description = request.Description.Trim();
            if (description.Length is 0 or > EvidenceFile.DescriptionMaxLength)
            {
                return new Error("file.description", $"The description has {description.Length:N0} characters.", $"Say in 1 to {EvidenceFile.DescriptionMaxLength:N0} characters what it shows and where it comes from.");
            }

            if (PlainWords.Refuse(description) is { } refused)
            {
                return refused;
            }

            var file = new EvidenceFile
            {
                Organisation = scope.Organisation, Reference = Reference.New(), Matter = request.Case, Name = name, Description = description, Size = request.Content.Length,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(request.Content.Span)), Distressing = request.Distressing, At = operation.At, By = scope.By,
            };
            operation.Db.EvidenceFiles.Add(file);
            operation.Db.Add(new EvidenceBytes { Organisation = scope.Organisation, Matter = request.Case, File = file.Reference, Content = request.Content.ToArray() });
            operation.Record(request.Case.Text, new JsonObject { ["file"] = file.Reference.Text, ["size"] = file.Size }, new NamedThing($"evidence/{file.Reference}", Digest.Of(request.Content.Span)));
            return file;
        }, cancel);

    /// <summary>Whether files may be added under a procedure at all.</summary>
    public static bool TakesFiles(Engine.Procedures.Procedure procedure) => procedure.Forbidden.All(f => f.Act is not "copy-image");
}
