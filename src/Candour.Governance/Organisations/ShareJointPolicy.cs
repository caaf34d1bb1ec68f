using System.Text.Json.Nodes;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;

namespace Candour.Governance.Organisations;

/// <summary>Says that organisations share a policy. From then on only they adopt it.</summary>
public sealed class ShareJointPolicy(Operations operations)
{
    public sealed record Request
    {
        /// <summary>The rulebook's id.</summary>
        public required string Policy { get; init; }

        /// <summary>Two or more.</summary>
        public required IReadOnlyList<string> Organisations { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The joint policy, or <c>joint-policy.exists</c>, <c>joint-policy.parties</c> or <c>organisation.not-found</c>.</returns>
    public Task<Result<JointPolicy>> RunAsync(Scope installation, Request request, CancellationToken cancel) =>
        operations.RunAsync<JointPolicy>(installation, "joint-policy-shared", request.Why, async operation =>
        {
            if (request.Organisations.Distinct().Count() < 2)
            {
                return new Error("joint-policy.parties", $"Policy `{request.Policy}` names {request.Organisations.Distinct().Count()} organisation(s).", "A joint policy has two or more; one alone simply adopts it.");
            }

            if (await operation.Db.JointPolicies.FindAsync([request.Policy], operation.Cancel) is not null)
            {
                return new Error("joint-policy.exists", $"Policy `{request.Policy}` is shared already.", "Check its id.");
            }

            var joint = new JointPolicy { Policy = request.Policy };
            foreach (var id in request.Organisations.Distinct())
            {
                if (await operation.Db.Organisations.FindAsync([id], operation.Cancel) is null)
                {
                    return new Error("organisation.not-found", $"There is no organisation `{id}`.", "Register it first.");
                }

                joint.Parties.Add(new() { Policy = request.Policy, Organisation = id });
            }

            operation.Db.JointPolicies.Add(joint);
            operation.Record(request.Policy, new JsonObject { ["organisations"] = new JsonArray([.. joint.Parties.Select(p => JsonValue.Create(p.Organisation))]) });
            return joint;
        }, cancel);
}
