using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Candour.Governance.Storage;

/// <summary>Has SQLite overwrite with zeros what is deleted or replaced, instead of leaving it in the file until the space is needed.</summary>
internal sealed class Overwrite : DbConnectionInterceptor
{
    public static readonly Overwrite Erased = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Command(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = Command(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand Command(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = "PRAGMA secure_delete = ON";
        return command;
    }
}
