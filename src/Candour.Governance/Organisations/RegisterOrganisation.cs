using System.Text.Json.Nodes;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;

namespace Candour.Governance.Organisations;

/// <summary>Adds an organisation to the installation.</summary>
public sealed class RegisterOrganisation(Operations operations)
{
    /// <summary>What the ledger calls it.</summary>
    public const string Deed = "organisation-registered";

    public sealed record Request
    {
        /// <summary>Pinned: see <see cref="Organisation.Id"/>.</summary>
        public required string Id { get; init; }

        public required string Name { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The organisation, or <c>organisation.id</c>, <c>organisation.name</c> or <c>organisation.exists</c>.</returns>
    public Task<Result<Organisation>> RunAsync(Scope installation, Request request, CancellationToken cancel) =>
        operations.RunAsync<Organisation>(installation, Deed, request.Why, async operation =>
        {
            if (!Organisation.IsId(request.Id))
            {
                return new Error("organisation.id", $"`{request.Id}` cannot be an organisation's id.", $"Use up to {Scope.OrganisationMaxLength} small letters, digits and single hyphens, beginning with a letter, such as `bellweather`; `{Scope.InstallationId}` is taken.");
            }

            if (request.Name.Trim().Length is 0 or > Organisation.NameMaxLength)
            {
                return new Error("organisation.name", $"The name has {request.Name.Trim().Length:N0} characters.", $"Write between 1 and {Organisation.NameMaxLength} characters.");
            }

            if (await operation.Db.Organisations.FindAsync([request.Id], operation.Cancel) is not null)
            {
                return new Error("organisation.exists", $"There is an organisation `{request.Id}` already.", "Choose another id.");
            }

            var organisation = new Organisation { Id = request.Id, Name = request.Name.Trim() };
            operation.Db.Organisations.Add(organisation);
            operation.Record(organisation.Id, new JsonObject { ["name"] = organisation.Name });
            return organisation;
        }, cancel);
}
