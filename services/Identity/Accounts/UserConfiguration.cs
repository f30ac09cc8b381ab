using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Csss.Identity.Accounts;

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> user)
    {
        user.ToTable("users");
        user.HasKey(row => row.Sequence);
        user.HasIndex(row => row.Id).IsUnique();
        user.HasIndex(row => row.Email).IsUnique();
        user.HasIndex(row => new { row.Role, row.Status, row.Sequence });
        user.Property(row => row.Email).HasMaxLength(EmailAddress.MaxLength);
        user.Property(row => row.Name).HasMaxLength(PersonName.MaxLength);
        user.Property(row => row.PasswordHash).HasMaxLength(64);
        user.Property(row => row.Role).HasMaxLength(16);
        user.Property(row => row.Status).HasMaxLength(32);
        user.Property(row => row.Language).HasMaxLength(8);
        user.Property(row => row.Phone).HasMaxLength(PhoneNumber.MaxLength);
    }
}
