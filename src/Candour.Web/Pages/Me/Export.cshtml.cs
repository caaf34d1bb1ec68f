using System.Text.Encodings.Web;
using System.Text.Json;
using Candour.Governance.People;
using Candour.Governance.Storage;
using Candour.Web.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Candour.Web.Pages;

/// <summary>What is kept about me as somebody who works here. It asks nothing about matters, so that it can betray none.</summary>
public sealed class ExportModel(CurrentPerson current, Store store, TimeProvider clock) : PageModel
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A file.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var me = current.Person.Reference;
        await using var db = store.Read(current.Scope);
        await using var installation = store.Read(Scope.OfAccount(current.Account.Reference));
        var account = current.Account.Reference;
        var file = new
        {
            about = "What Candour keeps about you as a person who works for this organisation. It leaves out matters that people bring up, whoever is named in them. It is NOT a response to a subject access request: for one, ask for everything kept about you on the page of your account.",
            madeAt = clock.Now(),
            organisation = current.Organisation.Name,
            person = new { reference = me.Text, current.Person.StaffNumber, current.Person.Name, current.Person.Email, current.Person.JoinedOn, current.Person.LeftOn },
            roles = (await db.RoleGrants.Where(g => g.Person == me).OrderBy(g => g.From).ToListAsync(cancel)).Select(g => new { g.Policy, g.Role, g.From, g.Until, g.GrantedBy, g.ConfirmedOn }),
            placements = (await db.Placements.Where(p => p.Person == me).OrderBy(p => p.From).ToListAsync(cancel)).Select(p => new { p.Place, p.As, p.From, p.Until }),
            lineManagers = (await db.Management.Where(m => m.Person == me).OrderBy(m => m.From).ToListAsync(cancel)).Select(m => new { manager = m.Manager.Text, m.From, m.Until }),
            manages = (await db.Management.Where(m => m.Manager == me).OrderBy(m => m.From).ToListAsync(cancel)).Select(m => new { person = m.Person.Text, m.From, m.Until }),
            standingIn = (await db.Deputies.Where(d => d.Person == me || d.For == me).OrderBy(d => d.From).ToListAsync(cancel)).Select(d => new { person = d.Person.Text, standsInFor = d.For.Text, d.From, d.Until }),
            invitations = (await db.Invitations.Where(i => i.Person == me).OrderBy(i => i.MadeAt).ToListAsync(cancel)).Select(i => new { i.MadeAt, i.Until, i.SpentAt }),
            signIn = new
            {
                current.Account.SignInName, current.Account.OpenedAt, hasPassword = current.Account.PasswordHash is not null, hasAuthenticatorApp = current.Account.AuthenticatorKey is not null,
                passkeys = current.Account.Passkeys.Select(p => new { p.Name, p.MadeAt }),
                directories = await installation.DirectoryLinks.Where(l => l.Account == account).Select(l => new { l.Issuer, l.Subject }).ToListAsync(cancel),
                sessions = (await installation.Sessions.Where(s => s.Account == account).OrderBy(s => s.StartedAt).ToListAsync(cancel)).Select(s => new { s.StartedAt, s.Until, s.EndedAt, s.How, byDirectoryOf = s.Directory }),
            },
        };
        return File(JsonSerializer.SerializeToUtf8Bytes(file, Readable), "application/json", "my-candour-data.json");
    }
}
