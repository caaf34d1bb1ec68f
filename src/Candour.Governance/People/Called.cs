using System.Text;
using Candour.Governance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Candour.Governance.People;

/// <summary>Finds people as somebody in a hurry calls them.</summary>
public static class Called
{
    /// <summary>Whoever has this staff number or name, whatever the capitals; two at most, to tell one from several.</summary>
    public static Task<List<Reference>> CalledAsync(this DbSet<Person> people, string who, CancellationToken cancel)
    {
        // Compared by the database, which knows no StringComparison.
#pragma warning disable CA1304, CA1311, CA1862
        return people.Where(p => p.StaffNumber == who || p.Name.ToLower() == who.ToLower()).Select(p => p.Reference).Take(2).ToListAsync(cancel);
#pragma warning restore CA1304, CA1311, CA1862
    }

    /// <summary>The one who has this e-mail address, whatever the capitals; null where nobody has, or several. Plain letters only: others may fall together with them when their size does not count, as the Kelvin sign does with k.</summary>
    public static async Task<Person?> WithEmailAsync(this DbSet<Person> people, string address, CancellationToken cancel)
    {
        if (!Ascii.IsValid(address))
        {
            return null;
        }

        // Compared by the database, which knows no StringComparison.
#pragma warning disable CA1304, CA1311, CA1862
        var found = await people.Where(p => p.Email != null && p.Email.ToLower() == address.ToLower()).Take(2).ToListAsync(cancel);
#pragma warning restore CA1304, CA1311, CA1862
        return found is [var one] ? one : null;
    }
}
