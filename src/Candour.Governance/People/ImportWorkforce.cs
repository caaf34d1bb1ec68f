using System.Text.Json.Nodes;
using Candour.Governance.Ledger;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.People;

/// <summary>Takes a workforce from a file of comma-separated values: adds, changes, ends. Lines that cannot be taken are reported, all others are taken together. Doing it twice changes nothing.</summary>
public sealed class ImportWorkforce(Operations operations)
{
    public sealed record Request
    {
        /// <summary>UTF-8; first line names the columns: staff_number, name, joined_on; perhaps email, left_on, manager (a staff number), place, as (a value of the fact <c>actor</c>).</summary>
        public required Stream File { get; init; }

        public required string Why { get; init; }
    }

    /// <returns>What was done and what failed, or <c>import.size</c>, <c>import.encoding</c> or <c>import.columns</c>, and then nothing is stored.</returns>
    public async Task<Result<ImportReport>> RunAsync(Scope scope, Request request, CancellationToken cancel)
    {
        var (file, error) = await WorkforceFile.ReadAsync(request.File, cancel);
        return error is not null ? error
            : await operations.RunAsync<ImportReport>(scope, "workforce-imported", request.Why, operation => new Import(operation, file!, operations.Clock.Today()).RunAsync(), cancel);
    }

    /// <summary>One go; made anew when the operation runs again.</summary>
    private sealed class Import(Operation operation, WorkforceFile file, DateOnly today)
    {
        private readonly GovernanceContext _db = operation.Db;
        private readonly List<ImportProblem> _problems = [.. file.Problems];
        private readonly List<Person> _added = [];
        private readonly HashSet<Reference> _changed = [];
        private readonly HashSet<Reference> _left = [];
        private Dictionary<string, Person> _people = [];
        private Dictionary<Reference, Reference> _managers = [];

        public async Task<Result<ImportReport>> RunAsync()
        {
            _people = await _db.People.ToDictionaryAsync(p => p.StaffNumber, operation.Cancel);
            var notInFile = _people.Values.Count(p => !file.Rows.ContainsKey(p.StaffNumber) && !(p.LeftOn < today));
            foreach (var row in file.Rows.Values)
            {
                Take(row);
            }

            await PlaceAsync();
            await ManageAsync();
            foreach (var leaving in file.Rows.Values.Where(r => r.LeftOn is not null && _left.Contains(_people[r.StaffNumber].Reference)).GroupBy(r => r.LeftOn!.Value))
            {
                await RecordLeaver.EndAsync(operation, [.. leaving.Select(r => _people[r.StaffNumber].Reference)], leaving.Key);
            }

            _changed.ExceptWith(_added.Select(p => p.Reference));
            operation.Record(file.Sha256, new JsonObject { ["added"] = References(_added.Select(p => p.Reference)), ["changed"] = References(_changed), ["left"] = References(_left), ["failed"] = _problems.Count(p => !p.Taken) });
            return new ImportReport(_added.Count, _changed.Count, _left.Count, notInFile, [.. _problems.OrderBy(p => p.Line)], file.ColumnsNotRead);
        }

        private void Take(WorkforceFile.Row row)
        {
            if (!_people.TryGetValue(row.StaffNumber, out var person))
            {
                person = new() { Organisation = operation.Scope.Organisation, Reference = Reference.New(), StaffNumber = row.StaffNumber, Name = row.Name, Email = row.Email, JoinedOn = row.JoinedOn, LeftOn = row.LeftOn };
                _people.Add(row.StaffNumber, person);
                _db.People.Add(person);
                _added.Add(person);
                return;
            }

            if (person.LeftOn != row.LeftOn && row.LeftOn is not null)
            {
                _left.Add(person.Reference);
            }

            if ((person.Name, person.Email, person.JoinedOn, person.LeftOn) != (row.Name, row.Email, row.JoinedOn, row.LeftOn))
            {
                (person.Name, person.Email, person.JoinedOn, person.LeftOn) = (row.Name, row.Email, row.JoinedOn, row.LeftOn);
                _changed.Add(person.Reference);
            }
        }

        private async Task PlaceAsync()
        {
            var placed = (await _db.Placements.Where(p => p.Until == null || p.Until >= today).ToListAsync(operation.Cancel)).ToLookup(p => p.Person);
            foreach (var row in file.Rows.Values.Where(r => r.Place is not null && !(r.LeftOn < today)))
            {
                var person = _people[row.StaffNumber];
                if (placed[person.Reference].Any(p => p.Place == row.Place && p.As == row.As))
                {
                    continue;
                }

                foreach (var before in placed[person.Reference].Where(p => p.Until is null))
                {
                    before.EndOn(today.AddDays(-1));
                }

                _db.Placements.Add(new()
                {
                    Organisation = operation.Scope.Organisation, Reference = Reference.New(), Person = person.Reference, Place = row.Place!, As = row.As,
                    From = placed[person.Reference].Any() || row.JoinedOn > today ? Later(today, row.JoinedOn) : row.JoinedOn, Until = row.LeftOn,
                });
                _changed.Add(person.Reference);
            }
        }

        private async Task ManageAsync()
        {
            var rows = await _db.Management.Where(m => m.Until == null || m.Until >= today).ToListAsync(operation.Cancel);
            _managers = rows.Where(m => m.From <= today).ToDictionary(m => m.Person, m => m.Manager);
            var later = rows.Where(m => m.From > today).GroupBy(m => m.Person).ToDictionary(g => g.Key, g => g.MaxBy(m => m.From)!.Manager);
            var before = rows.ToLookup(m => m.Person);
            var wanted = new List<(WorkforceFile.Row Row, Reference Person, Reference Manager)>();
            foreach (var row in file.Rows.Values.Where(r => r.Manager is not null && !(r.LeftOn < today)))
            {
                var person = _people[row.StaffNumber].Reference;
                if (!_people.TryGetValue(row.Manager!, out var manager))
                {
                    Warn(row, $"Taken without their manager: nobody has staff number `{row.Manager}`, or that line failed.");
                }
                else if (manager.LeftOn is not null)
                {
                    Warn(row, $"Taken without their manager: `{row.Manager}` leaves on {manager.LeftOn:yyyy-MM-dd}.");
                }
                else if (later.GetValueOrDefault(person, _managers.GetValueOrDefault(person)) == manager.Reference)
                {
                    continue;
                }
                else if (later.ContainsKey(person))
                {
                    Warn(row, "Taken without their manager: a change on a later day is entered already.");
                }
                else
                {
                    wanted.Add((row, person, manager.Reference));
                }
            }

            // All changes of a file hold together: two people may swap places.
            foreach (var (_, person, manager) in wanted)
            {
                _managers[person] = manager;
            }

            foreach (var (row, person, manager) in wanted)
            {
                if (IsAboveThemselves(person))
                {
                    _managers.Remove(person);
                    Warn(row, $"Taken without their manager: `{row.Manager}` is below `{row.StaffNumber}`.");
                    continue;
                }

                NameLineManager.Set(operation, before[person], person, manager, Later(today, row.JoinedOn));
                _changed.Add(person);
            }
        }

        private bool IsAboveThemselves(Reference person)
        {
            var seen = new HashSet<Reference>();
            for (var next = person; _managers.TryGetValue(next, out var above); next = above)
            {
                if (above == person)
                {
                    return true;
                }

                if (!seen.Add(above))
                {
                    return false; // a circle further up, in which this person is not
                }
            }

            return false;
        }

        private void Warn(WorkforceFile.Row row, string message) => _problems.Add(new(row.Line, row.StaffNumber, message, Taken: true));

        private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

        private static JsonArray References(IEnumerable<Reference> references) => new([.. references.Select(r => JsonValue.Create(r.Text))]);
    }
}

/// <summary>What an import did.</summary>
/// <param name="Added">New people.</param>
/// <param name="Changed">People of whom something changed, leavers among them.</param>
/// <param name="Left">People whose last day is new.</param>
/// <param name="NotInFile">People who still work here and are not in the file; nothing was done to them.</param>
/// <param name="Problems">What failed, by line.</param>
/// <param name="ColumnsNotRead">Columns that mean nothing here.</param>
public sealed record ImportReport(int Added, int Changed, int Left, int NotInFile, IReadOnlyList<ImportProblem> Problems, IReadOnlyList<string> ColumnsNotRead);

/// <summary>What is wrong with a line.</summary>
/// <param name="Line">From 1; a record that goes over several lines has the number of its first.</param>
/// <param name="StaffNumber">As read; empty when there is none.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Taken">Whether the rest of the line was taken nevertheless.</param>
public sealed record ImportProblem(int Line, string StaffNumber, string Message, bool Taken);
