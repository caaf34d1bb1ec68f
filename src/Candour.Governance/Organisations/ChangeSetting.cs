using System.Globalization;
using System.Text.Json.Nodes;
using Candour.Engine.Rulebooks;
using Candour.Engine.Time;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;

namespace Candour.Governance.Organisations;

/// <summary>Chooses a value where the policy leaves a choice.</summary>
public sealed class ChangeSetting(Operations operations)
{
    public sealed record Request
    {
        /// <summary>The version in force.</summary>
        public required Rulebook Rulebook { get; init; }

        /// <summary>The setting's id.</summary>
        public required string Setting { get; init; }

        public required string Value { get; init; }

        /// <summary>First day; today or later, since what was judged before stays as it was judged.</summary>
        public required DateOnly From { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>The setting, or <c>setting.not-found</c>, <c>setting.value</c>, <c>setting.past</c> or <c>policy.not-in-force</c>.</returns>
    public Task<Result<LocalSetting>> RunAsync(Scope scope, Request request, CancellationToken cancel) =>
        operations.RunAsync<LocalSetting>(scope, "setting-changed", request.Why, async operation =>
        {
            var rulebook = request.Rulebook;
            if (await operation.Db.CheckInForceAsync(rulebook, request.From, operation.Cancel) is { } notInForce)
            {
                return notInForce;
            }

            if (rulebook.Settings.FirstOrDefault(s => s.Id == request.Setting) is not { } open)
            {
                return new Error("setting.not-found", $"Policy `{rulebook.Id}` leaves no setting `{request.Setting}` open.", $"It leaves open: {string.Join(", ", rulebook.Settings.Select(s => s.Id))}.");
            }

            if (request.Value.Trim().Length is 0 or > LocalSetting.ValueMaxLength)
            {
                return new Error("setting.value", $"The value has {request.Value.Trim().Length:N0} characters.", $"Write between 1 and {LocalSetting.ValueMaxLength}.");
            }

            if (Number(open.Value) is { } usual && !(Number(request.Value) is { } wanted && wanted >= 0 && (usual >= 1 || wanted < 1)))
            {
                return new Error("setting.value", $"`{request.Value.Trim()}` cannot stand where the policy's reading has {open.Value}.", usual < 1 ? "Write a share between 0 and 1, such as 0.02." : "Write a number.");
            }

            if (rulebook.MostOf(open.Id) is { } most && !(int.TryParse(request.Value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var least) && least >= 1 && least <= most))
            {
                return new Error("setting.value", $"`{request.Value.Trim()}` cannot stand where a procedure counts how many of {most} hold.", $"Write a whole number from 1 to {most}.");
            }

            if (Period.Parse(open.Value) is not null && Period.Parse(request.Value.Trim()) is null)
            {
                return new Error("setting.value", $"`{request.Value.Trim()}` is no length of time.", "Write it as `24 hours`, `5 working days` or `3 months`.");
            }

            if (request.From < operations.Clock.Today())
            {
                return new Error("setting.past", $"{request.From:yyyy-MM-dd} is past.", "Choose today or a later day.");
            }

            var setting = await operation.Db.LocalSettings.FindAsync([scope.Organisation, rulebook.Id, request.Setting, request.From], operation.Cancel);
            if (setting is null)
            {
                setting = new LocalSetting { Organisation = scope.Organisation, Policy = rulebook.Id, Setting = request.Setting, From = request.From, Value = "" };
                operation.Db.LocalSettings.Add(setting);
            }

            setting.Value = request.Value.Trim();
            operation.Record($"{rulebook.Id}/{request.Setting}", new JsonObject { ["value"] = setting.Value, ["from"] = $"{request.From:yyyy-MM-dd}", ["policyValue"] = open.Value });
            return setting;
        }, cancel);

    private static double? Number(string text) => double.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
